process.on('SIGTERM', () => {
  console.log('draining');
  process.exit(0);
});
console.log('ready');
setInterval(() => {}, 1000);
