import type { Facts, ImageFamily } from './family.ts';
import { onAlpine, onDebian, onRpm, onUbuntu, tagged } from './flavours.ts';

const read = { source: "Dockerfiles of the vendors' images, published beside them", date: '2026-11-28' } as const;

const root: Facts = { user: 'root', dropsPrivileges: false };
const linux: Facts = { operatingSystem: 'linux', shell: true };
const bashLinux: Facts = { ...linux, bash: true, libc: 'glibc' };
const debian: Facts = { ...onDebian, users: undefined, minimal: false };
const ubuntu: Facts = { ...onUbuntu, minimal: false };
const alpine: Facts = { ...onAlpine, users: undefined };

/** Who runs, and on what by default; `alpine` in a tag says Alpine. */
function vendor(names: readonly string[], facts: Facts, otherwise: Facts): ImageFamily {
  return { ...read, names, facts, flavours: [tagged('alpine', alpine)], otherwise };
}

function vendors(pattern: RegExp, facts: Facts, otherwise: Facts): ImageFamily {
  return { ...read, names: [], pattern, facts, flavours: [tagged('alpine', alpine)], otherwise };
}

/** Images of vendors and communities that many projects are built on: mostly who runs and which system is below is known. */
export const vendorImages: readonly ImageFamily[] = [
  vendors(/^(?:quay\.io\/)?jupyter\/(?:docker-stacks-foundation|base-notebook|minimal-notebook|r-notebook|julia-notebook|scipy-notebook|tensorflow-notebook|pytorch-notebook|datascience-notebook|pyspark-notebook|all-spark-notebook)$/, { user: '1000', dropsPrivileges: false }, { ...ubuntu, wget: true }),
  {
    ...vendor(['mambaorg/micromamba', 'ghcr.io/mamba-org/micromamba'], { user: 'mambauser', dropsPrivileges: false, healthcheck: false, workdir: '/tmp', entrypoint: ['/usr/local/bin/_entrypoint.sh'], bash: true }, { ...debian, minimal: true }),
    flavours: [tagged('alpine', { ...alpine, bash: true }), tagged(['jammy', 'noble', 'focal', 'ubuntu22.04', 'ubuntu24.04', 'ubuntu20.04'], ubuntu)],
  },
  // Whoever the image says, AWS Lambda runs functions as a user of its own.
  vendors(/^(?:public\.ecr\.aws\/lambda|amazon\/aws-lambda-?)\/?[\w.-]+$/, { user: 'root', dropsPrivileges: true, workdir: '/var/task', healthcheck: false, entrypoint: ['/lambda-entrypoint.sh'] }, { ...bashLinux, minimal: false }),
  // Their label tells editors to go on as `vscode`.
  vendors(/^mcr\.microsoft\.com\/(?:vscode\/)?devcontainers\/[\w.-]+$/, { user: 'root', dropsPrivileges: true, entrypoint: [] }, { ...linux, minimal: false }),
  vendors(/^mcr\.microsoft\.com\/playwright(?:\/[\w.-]+)?$/, { ...root, workdir: '/' }, { ...ubuntu, curl: true, wget: true }),
  vendors(/^cypress\/(?:base|browsers|included|factory)$/, root, debian),
  vendors(/^selenium\/(?:base|hub|node-[\w-]+|standalone-[\w-]+)$/, { user: '1200', dropsPrivileges: false }, ubuntu),
  vendor(['apache/airflow'], { user: '50000', dropsPrivileges: false, entrypoint: ['/usr/bin/dumb-init', '--', '/entrypoint'] }, debian),
  vendor(['quay.io/keycloak/keycloak', 'keycloak/keycloak'], { user: '1000', dropsPrivileges: false, healthcheck: false, entrypoint: ['/opt/keycloak/bin/kc.sh'] }, { ...onRpm, packageManager: undefined, curl: false, wget: false }),
  vendor(['quay.io/wildfly/wildfly', 'jboss/wildfly'], { user: 'jboss', dropsPrivileges: false }, bashLinux),
  vendors(/^(?:registry\.access\.redhat\.com|registry\.redhat\.io)\/ubi\d+\/openjdk-\d+(?:-runtime)?$/, { user: '185', dropsPrivileges: false, healthcheck: false }, { ...onRpm, packageManager: 'microdnf' }),
  vendors(/^(?:registry\.access\.redhat\.com|registry\.redhat\.io)\/ubi\d+\/(?:nodejs|python|go-toolset|php|ruby|perl|nginx|httpd)(?:-\d[\w.-]*)?$/, { user: '1001', dropsPrivileges: false, healthcheck: false, workdir: '/opt/app-root/src' }, { ...onRpm, packageManager: undefined }),
  vendor(['phusion/baseimage', 'ghcr.io/phusion/baseimage-docker'], { ...root, dropsPrivileges: undefined }, ubuntu),
  vendor(['google/cloud-sdk', 'gcr.io/google.com/cloudsdktool/cloud-sdk', 'gcr.io/google.com/cloudsdktool/google-cloud-cli'], root, { ...debian, curl: true }),
  vendor(['amazon/aws-cli', 'public.ecr.aws/aws-cli/aws-cli'], { ...root, workdir: '/aws', entrypoint: ['/usr/local/bin/aws'] }, { ...onRpm, packageManager: undefined }),
  vendor(['hashicorp/terraform'], { ...root, entrypoint: ['/bin/terraform'] }, alpine),
  vendor(['pytorch/pytorch', 'tensorflow/tensorflow'], root, ubuntu),
  {
    ...vendors(/^tiangolo\/(?:uvicorn-gunicorn(?:-fastapi|-starlette)?|uwsgi-nginx(?:-flask)?|meinheld-gunicorn(?:-flask)?)$/, root, { ...debian, curl: true, wget: true, buildTools: true }),
    flavours: [tagged('alpine', alpine), tagged('slim', { ...debian, minimal: true })],
  },
  { ...vendor(['denoland/deno'], { ...root, healthcheck: false }, { ...debian, minimal: true }), flavours: [tagged('alpine', alpine), tagged('ubuntu', ubuntu), tagged(['distroless', 'bin'], { shell: undefined, bash: false, operatingSystem: 'linux', minimal: true, packageManager: 'none' })] },
  vendor(['dunglas/frankenphp'], { ...root, healthcheck: true, workdir: '/app' }, { ...debian, curl: true }),
  { ...vendor(['grafana/grafana', 'grafana/grafana-oss', 'grafana/grafana-enterprise'], { user: '472', dropsPrivileges: false, healthcheck: false, workdir: '/usr/share/grafana', entrypoint: ['/run.sh'] }, { ...alpine, bash: true }), flavours: [tagged('ubuntu', ubuntu)] },
  vendor(['prom/prometheus', 'quay.io/prometheus/prometheus'], { user: 'nobody', dropsPrivileges: false, healthcheck: false, workdir: '/prometheus', entrypoint: ['/bin/prometheus'] }, { ...linux, shellDialect: 'ash', bash: false, curl: false, wget: true, packageManager: 'none', minimal: true }),
  vendor(['jenkins/agent', 'jenkins/inbound-agent', 'jenkins/ssh-agent'], { user: 'jenkins', dropsPrivileges: false }, { ...linux }),
  vendors(/^gitpod\/workspace-[\w.-]+$/, { user: 'gitpod', dropsPrivileges: false }, ubuntu),
  vendors(/^cimg\/[\w.-]+$/, { user: 'circleci', dropsPrivileges: false, workdir: '/home/circleci/project' }, { ...ubuntu, curl: true }),
  vendor(['continuumio/miniconda3', 'continuumio/anaconda3'], root, debian),
  vendor(['condaforge/miniforge3', 'condaforge/mambaforge'], root, ubuntu),
  vendor(['r-base', 'rocker/r-ver'], root, { ...bashLinux, packageManager: 'apt', minimal: false }),
  vendors(/^ghcr\.io\/graalvm\/(?:jdk|native-image)-community$/, root, { ...onRpm, packageManager: 'microdnf', buildTools: true }),
  vendor(['sbtscala/scala-sbt', 'hseeberger/scala-sbt'], root, { ...linux, minimal: false, buildTools: true }),
  {
    ...vendors(/^hexpm\/(?:elixir|erlang)$/, root, { ...bashLinux }),
    flavours: [tagged('alpine', alpine), tagged('debian', debian), tagged('ubuntu', ubuntu)],
  },
  vendors(/^confluentinc\/cp-[\w-]+$/, { user: 'appuser', dropsPrivileges: false }, { ...onRpm, packageManager: 'microdnf' }),
  vendor(['apache/kafka'], { user: 'appuser', dropsPrivileges: false }, { ...alpine, bash: true }),
  vendor(['opensearchproject/opensearch'], { user: '1000', dropsPrivileges: false }, onRpm),
  vendor(['flink'], { user: 'root', dropsPrivileges: true, healthcheck: false, entrypoint: ['/docker-entrypoint.sh'] }, { ...bashLinux, packageManager: 'apt', minimal: false }),
  vendor(['spark', 'apache/spark'], { user: 'spark', dropsPrivileges: false, healthcheck: false }, ubuntu),
];
