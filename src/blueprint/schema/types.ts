// Written by scripts/schema-types.ts from the schema: change that and run it again.

/** The file that defines services, databases and environment groups on Render. */
export interface BlueprintFile {
  /** Everything but Postgres. */
  services?: readonly Service[];
  /** Postgres databases. */
  databases?: readonly Database[];
  /** Environment groups. */
  envVarGroups?: readonly EnvVarGroup[];
  /** Preview environments. */
  previews?: {
    /** When they are made. */
    generation?: 'automatic' | 'manual' | 'off';
    /** Days without an update until one is deleted. */
    expireAfterDays?: number;
  };
  /** @deprecated Use `previews.generation`. */
  previewsEnabled?: boolean;
  /** @deprecated Use `previews.expireAfterDays`. */
  previewsExpireAfterDays?: number;
  /** Builds that several services share. Private beta. */
  buildSources?: readonly BuildSource[];
  /** Projects with their environments. */
  projects?: readonly Project[];
  /** Resources to take out of their environments. */
  ungrouped?: {
    /** Everything but Postgres. */
    services?: readonly Service[];
    /** Postgres databases. */
    databases?: readonly Database[];
    /** Environment groups. */
    envVarGroups?: readonly EnvVarGroup[];
    /** Builds that several services share. Private beta. */
    buildSources?: readonly BuildSource[];
  };
  /** The version of the specification. */
  version?: '1';
}

/** Where it runs. Private traffic stays in one region; it cannot be changed later. */
export type Region = 'oregon' | 'ohio' | 'virginia' | 'frankfurt' | 'singapore';

/** What builds and runs the code. */
export type Runtime =
  | 'elixir'
  | 'go'
  | 'node'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'docker'
  | 'image'
  | 'static';

/** CPU and memory. `free` is for web services only. */
export type ServerPlan =
  | 'free'
  | '0.5c-512mb'
  | '1c-2g'
  | '2c-4g'
  | '2c-8g'
  | '2c-16g'
  | '4c-8g'
  | '4c-16g'
  | '4c-32g'
  | '8c-16g'
  | '8c-32g'
  | '8c-64g'
  | '12c-24g'
  | '12c-48g'
  | '12c-96g'
  | 'starter'
  | 'standard'
  | 'pro'
  | 'pro plus'
  | 'pro max'
  | 'pro ultra';

/** CPU and memory of a run. */
export type CronPlan =
  | '0.5c-512mb'
  | '1c-2g'
  | '2c-4g'
  | '2c-8g'
  | '2c-16g'
  | '4c-8g'
  | '4c-16g'
  | '4c-32g'
  | '8c-16g'
  | '8c-32g'
  | '8c-64g'
  | 'starter'
  | 'standard'
  | 'pro'
  | 'pro plus';

/** Memory and connections. It can grow and never shrink. */
export type KeyValuePlan =
  | 'free'
  | '256mb'
  | '1g'
  | '3g'
  | '5g'
  | '10g'
  | '20g'
  | '40g'
  | '50g'
  | 'starter'
  | 'standard'
  | 'pro'
  | 'pro plus'
  | 'pro max'
  | 'pro ultra';

/** What starts a deploy. Quote `"off"`. */
export type AutoDeployTrigger = 'commit' | 'checksPass' | 'off';

/** How many instances run, if autoscaling does not decide it. */
export type NumInstances = number;

/** Who may connect from outside Render. Private traffic is not subject to it. `[]` lets nobody in. */
export type IpAllowList = readonly {
  /** An address or a CIDR range. */
  source: string;
  /** A note for people. */
  description?: string;
}[];

/** Credentials for a private image registry. */
export interface RegistryCredential {
  /** A credential kept in the workspace. */
  fromRegistryCreds: {
    /** Its name. */
    name: string;
  };
}

/** A prebuilt image. */
export interface Image {
  /** The image’s reference. */
  url: string;
  creds?: RegistryCredential;
}

/** Which changed files start a build. Which fields exclude or need each other is for the schema to say. */
export interface BuildFilter {
  /** Globs that start one. */
  paths?: readonly string[];
  /** Globs that do not, even if `paths` has them. */
  ignoredPaths?: readonly string[];
}

/** A persistent disk. With one, a deploy stops the old instance before the new one starts. */
export interface Disk {
  /** The disk’s name. */
  name: string;
  /** Where it is mounted. */
  mountPath: string;
  /** Its size. It only grows. */
  sizeGB?: number;
}

/** A response header. */
export interface Header {
  /** The paths it is sent for. */
  path: string;
  /** Its name. */
  name: string;
  /** Its value. */
  value: string;
}

/** A redirect or rewrite. */
export interface Route {
  /** Which of the two. */
  type: 'redirect' | 'rewrite';
  /** The path asked for. */
  source: string;
  /** The path given. */
  destination: string;
}

/** A web service, private service or background worker. Which fields exclude or need each other is for the schema to say. */
export interface Server {
  /** What it is. */
  type: 'web' | 'worker' | 'pserv';
  /** The name. It is the identity: renaming makes a new resource. */
  name: string;
  region?: Region;
  plan?: ServerPlan;
  runtime?: Runtime;
  /** A build source of this file, in place of repository and build fields. */
  buildSource?: string;
  /** The repository to build from; the Blueprint’s own where none is given. */
  repo?: string;
  /** The branch to deploy. Pinning one keeps preview environments from working. */
  branch?: string;
  image?: Image;
  /** The directory that commands run in and paths start from. */
  rootDir?: string;
  /** Replaces the image’s own command. Docker and image runtimes only. */
  dockerCommand?: string;
  /** The Docker build context. */
  dockerContext?: string;
  /** The path to the Dockerfile. */
  dockerfilePath?: string;
  numInstances?: NumInstances;
  /** The path that says the service is up. Web services only. */
  healthCheckPath?: string;
  /** Autoscaling by CPU and memory. There is no target for queue depth. */
  scaling?: {
    /** Never fewer. */
    minInstances?: number;
    /** Never more. */
    maxInstances?: number;
    /** Memory use to aim at. */
    targetMemoryPercent?: number;
    /** CPU use to aim at. */
    targetCPUPercent?: number;
  };
  /** The command that builds the service. */
  buildCommand?: string;
  /** The command that starts the process. SIGTERM reaches the process that it starts. */
  startCommand?: string;
  /** Runs after the build and before the new instance starts, on an instance of its own, with no disk. */
  preDeployCommand?: string;
  registryCredential?: RegistryCredential;
  /** A custom domain. */
  domain?: string;
  /** Custom domains. */
  domains?: readonly string[];
  /** The service’s environment variables. */
  envVars?: readonly EnvVar[];
  /** @deprecated Use `autoDeployTrigger`. */
  autoDeploy?: boolean;
  autoDeployTrigger?: AutoDeployTrigger;
  /** Runs once, after the first deploy that succeeds. */
  initialDeployHook?: string;
  disk?: Disk;
  buildFilter?: BuildFilter;
  /** What pull-request previews of this service do. */
  previews?: {
    /** When previews are made. */
    generation?: 'automatic' | 'manual' | 'off';
    plan?: ServerPlan;
    numInstances?: NumInstances;
  };
  /** @deprecated Use `previews.generation`. */
  pullRequestPreviewsEnabled?: boolean;
  previewPlan?: ServerPlan;
  /** A page shown in place of a web service. */
  maintenanceMode?: {
    /** Whether it is shown. */
    enabled?: boolean;
    /** A page of your own. */
    uri?: string;
  };
  /** Seconds from SIGTERM to SIGKILL. */
  maxShutdownDelaySeconds?: number;
  ipAllowList?: IpAllowList;
  /** Whether the onrender.com address answers. */
  renderSubdomainPolicy?: 'enabled' | 'disabled';
}

/** A cron job. */
export interface Cron {
  /** What it is. */
  type: 'cron';
  /** The name. It is the identity: renaming makes a new resource. */
  name: string;
  region?: Region;
  plan?: CronPlan;
  runtime: Runtime;
  /** A cron expression, in UTC. Quote it. */
  schedule: string;
  /** The command that builds the service. */
  buildCommand?: string;
  /** The command that starts the process. SIGTERM reaches the process that it starts. */
  startCommand?: string;
  /** Replaces the image’s own command. Docker and image runtimes only. */
  dockerCommand?: string;
  /** The path to the Dockerfile. */
  dockerfilePath?: string;
  /** The Docker build context. */
  dockerContext?: string;
  registryCredential?: RegistryCredential;
  /** The repository to build from; the Blueprint’s own where none is given. */
  repo?: string;
  /** The branch to deploy. Pinning one keeps preview environments from working. */
  branch?: string;
  image?: Image;
  /** The service’s environment variables. */
  envVars?: readonly EnvVar[];
  buildFilter?: BuildFilter;
  /** The directory that commands run in and paths start from. */
  rootDir?: string;
  /** @deprecated Use `autoDeployTrigger`. */
  autoDeploy?: boolean;
  autoDeployTrigger?: AutoDeployTrigger;
  /** Runs after the build and before the new instance starts, on an instance of its own, with no disk. */
  preDeployCommand?: string;
}

/** A static site. */
export interface Static {
  /** What it is. */
  type: 'web';
  /** The name. It is the identity: renaming makes a new resource. */
  name: string;
  /** What makes it a static site. */
  runtime: 'static';
  /** The command that builds the service. */
  buildCommand?: string;
  /** The directory that is published. */
  staticPublishPath?: string;
  /** What pull-request previews of this service do. */
  previews?: {
    /** When previews are made. */
    generation?: 'automatic' | 'manual' | 'off';
  };
  /** @deprecated Use `previews.generation`. */
  pullRequestPreviewsEnabled?: boolean;
  buildFilter?: BuildFilter;
  /** Response headers. */
  headers?: readonly Header[];
  /** Redirects and rewrites, first match first. */
  routes?: readonly Route[];
  /** The service’s environment variables. */
  envVars?: readonly EnvVar[];
  /** The directory that commands run in and paths start from. */
  rootDir?: string;
  /** The repository to build from; the Blueprint’s own where none is given. */
  repo?: string;
  /** The branch to deploy. Pinning one keeps preview environments from working. */
  branch?: string;
  /** A custom domain. */
  domain?: string;
  /** Custom domains. */
  domains?: readonly string[];
  /** @deprecated Use `autoDeployTrigger`. */
  autoDeploy?: boolean;
  autoDeployTrigger?: AutoDeployTrigger;
  /** Runs after the build and before the new instance starts, on an instance of its own, with no disk. */
  preDeployCommand?: string;
  ipAllowList?: IpAllowList;
  /** Whether the onrender.com address answers. */
  renderSubdomainPolicy?: 'enabled' | 'disabled';
}

/** A Key Value instance. */
export interface Keyvalue {
  /** What it is. `redis` is the old name. */
  type: 'keyvalue' | 'redis';
  /** The name. It is the identity: renaming makes a new resource. */
  name: string;
  region?: Region;
  ipAllowList: IpAllowList;
  plan?: KeyValuePlan;
  previewPlan?: KeyValuePlan;
  /** What happens when memory is full. A broker needs `noeviction`. */
  maxmemoryPolicy?:
    | 'noeviction'
    | 'allkeys-lru'
    | 'allkeys-lfu'
    | 'allkeys-random'
    | 'volatile-lru'
    | 'volatile-lfu'
    | 'volatile-random'
    | 'volatile-ttl';
  /** What survives a restart. Changing to or from `"off"` deletes all data. */
  persistenceMode?: 'journal-snapshot' | 'snapshot' | 'off';
}

/** A workflow service. */
export interface Workflow {
  /** What it is. */
  type: 'workflow';
  /** The name. It is the identity: renaming makes a new resource. */
  name: string;
  /** What runs the tasks. */
  runtime: 'node' | 'python';
  region: Region;
  /** The repository to build from; the Blueprint’s own where none is given. */
  repo?: string;
  /** The branch to deploy. Pinning one keeps preview environments from working. */
  branch?: string;
  /** The command that builds the service. */
  buildCommand?: string;
  /** The command that starts the process. SIGTERM reaches the process that it starts. */
  startCommand: string;
  /** The directory that commands run in and paths start from. */
  rootDir?: string;
  buildFilter?: BuildFilter;
  autoDeployTrigger?: AutoDeployTrigger;
  /** The service’s environment variables. */
  envVars?: readonly EnvVar[];
}

/** One service. `type` and `runtime` decide which fields it takes. */
export type Service = Server | Static | Cron | Keyvalue | Workflow;

/** CPU and memory. Memory decides the connection limit. */
export type PostgresPlan =
  | 'free'
  | '0.1c-256mb'
  | '0.5c-1g'
  | '1c-2g'
  | '1c-4g'
  | '2c-4g'
  | '2c-8g'
  | '2c-16g'
  | '4c-16g'
  | '4c-32g'
  | '8c-32g'
  | '8c-64g'
  | '16c-64g'
  | '16c-128g'
  | '32c-128g'
  | '32c-256g'
  | '48c-192g'
  | '48c-384g'
  | '64c-256g'
  | '64c-512g'
  | '96c-384g'
  | '96c-768g'
  | '128c-512g'
  | '128c-1024g'
  | 'basic-256mb'
  | 'basic-1gb'
  | 'basic-4gb'
  | 'pro-4gb'
  | 'pro-8gb'
  | 'pro-16gb'
  | 'pro-32gb'
  | 'pro-64gb'
  | 'pro-128gb'
  | 'pro-192gb'
  | 'pro-256gb'
  | 'pro-384gb'
  | 'pro-512gb'
  | 'accelerated-16gb'
  | 'accelerated-32gb'
  | 'accelerated-64gb'
  | 'accelerated-128gb'
  | 'accelerated-256gb'
  | 'accelerated-384gb'
  | 'accelerated-512gb'
  | 'accelerated-768gb'
  | 'accelerated-1024gb'
  | 'starter'
  | 'standard'
  | 'pro'
  | 'pro plus';

/** Storage: 1, or a multiple of 5. It only grows. */
export type DiskSizeGB = number;

/** A Postgres database. */
export interface Database {
  /** The name. It is the identity: renaming makes a new database. */
  name: string;
  /** The database inside the instance. It cannot be changed later. */
  databaseName?: string;
  /** The user. It cannot be changed later. */
  user?: string;
  region?: Region;
  plan?: PostgresPlan;
  diskSizeGB?: DiskSizeGB;
  /** Whether storage grows by itself. */
  storageAutoscalingEnabled?: boolean;
  /** A pooler in transaction mode. Not for processes that LISTEN. */
  connectionPool?: 'pgbouncer' | 'none';
  previewPlan?: PostgresPlan;
  previewDiskSizeGB?: DiskSizeGB;
  /** The major version, as a string. It cannot be changed here later. */
  postgresMajorVersion?: '18' | '17' | '16' | '15' | '14' | '13' | '12' | '11' | '10';
  /** A standby that takes over. */
  highAvailability?: {
    /** Whether there is one. */
    enabled: boolean;
  };
  /** Who may connect from outside Render. Leaving it out lets everybody in. */
  ipAllowList?: IpAllowList;
  /** Read replicas. Dropping one from the list deletes it. */
  readReplicas?: readonly {
    /** Its name. */
    name: string;
  }[];
}

/** One environment variable, or one group of them. */
export type EnvVar = EnvVarValue | EnvVarFromDatabase | EnvVarFromService | EnvVarFromGroup;

/** A variable with a value of its own: written here, generated once, or asked for in the Dashboard. */
export interface EnvVarValue {
  /** The name of the variable. */
  key: string;
  /** The value, as a string or a number. Quote `true` and `false`. */
  value?: string | number;
  /** Makes a random 256-bit value, base64, if the variable does not exist yet. */
  generateValue?: boolean;
  /** `false` asks for the value in the Dashboard when the Blueprint is first created, and never again. */
  sync?: boolean;
  /** The value in preview environments. Documented for web and private services. */
  previewValue?: string | number;
}

/** A variable whose value comes from a Postgres database. */
export interface EnvVarFromDatabase {
  /** The name of the variable. */
  key: string;
  /** The database and what of it to read. */
  fromDatabase: {
    /** The database’s name. */
    name: string;
    /** `connectionString` is direct, `connectionPoolString` goes through PgBouncer in transaction mode. */
    property:
      | 'connectionString'
      | 'connectionPoolString'
      | 'host'
      | 'port'
      | 'user'
      | 'password'
      | 'database';
  };
}

/** A variable whose value comes from another service. */
export interface EnvVarFromService {
  /** The name of the variable. */
  key: string;
  /** The service and what of it to read: a property, or one of its variables. */
  fromService: {
    /** The type of the service referred to. */
    type:
      | 'web'
      | 'pserv'
      | 'worker'
      | 'cron'
      | 'keyvalue'
      | 'redis'
      | 'workflow'
      | 'static'
      | 'dpg'
      | 'job';
    /** The service’s name. */
    name: string;
    /** `connectionString` for Key Value, `host`, `port` and `hostport` for web and private services, `slug` for workflows. */
    property?: 'connectionString' | 'host' | 'port' | 'hostport' | 'slug';
    /** The name of a variable of that service, whose value is copied. */
    envVarKey?: string;
  };
}

/** All variables of an environment group. */
export interface EnvVarFromGroup {
  /** The group’s name. */
  fromGroup: string;
}

/** Variables that several services share. */
export interface EnvVarGroup {
  /** The group’s name, unique in the workspace. */
  name: string;
  /** Literal or generated values. Groups cannot refer to services, databases or other groups. */
  envVars: readonly EnvVarValue[];
}

/** A project. */
export interface Project {
  /** The project’s name. */
  name: string;
  /** Its environments. */
  environments?: readonly Environment[];
  /** Builds that several services share. Private beta. */
  buildSources?: readonly BuildSource[];
}

/** An environment of a project. */
export interface Environment {
  /** Everything but Postgres. */
  services?: readonly Service[];
  /** Postgres databases. */
  databases?: readonly Database[];
  /** Environment groups. */
  envVarGroups?: readonly EnvVarGroup[];
  /** The environment’s name. */
  name: string;
  /** Private traffic. */
  networking?: {
    /** Whether private traffic from other environments is blocked. */
    isolation?: 'enabled' | 'disabled';
  };
  /** Who may change it. */
  permissions?: {
    /** Whether the environment is protected. */
    protection?: 'enabled' | 'disabled';
  };
}

/** A shared build: from Git or from an image. Which fields exclude or need each other is for the schema to say. */
export interface BuildSource {
  /** Its name, unique in the workspace. */
  name: string;
  git?: BuildSourceGit;
  image?: Image;
}

/** A build from a repository. Which fields exclude or need each other is for the schema to say. */
export interface BuildSourceGit {
  /** The repository. */
  repo: string;
  /** The branch. */
  branch?: string;
  /** What builds it. */
  runtime: 'elixir' | 'go' | 'node' | 'python' | 'ruby' | 'rust' | 'docker';
  /** The command that builds it. */
  buildCommand?: string;
  buildFilter?: BuildFilter;
  /** Variables of the build. */
  envVars?: readonly EnvVar[];
  /** The directory it is built in. */
  rootDir?: string;
  /** The Docker build context. */
  baseDir?: string;
  region?: Region;
  /** The Dockerfile. */
  dockerfilePath?: string;
  registryCredential?: RegistryCredential;
}
