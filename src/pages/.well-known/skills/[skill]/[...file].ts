export { GET, getStaticPaths } from '../../agent-skills/[skill]/[...file].ts';
