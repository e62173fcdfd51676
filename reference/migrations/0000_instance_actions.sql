CREATE TYPE instance_state AS ENUM ('active', 'rebooting', 'error', 'deleted');
--> statement-breakpoint
CREATE TYPE action_name AS ENUM ('create', 'delete', 'reboot', 'resetState');
--> statement-breakpoint
CREATE TYPE action_message AS ENUM ('Error');
--> statement-breakpoint
CREATE TYPE event_result AS ENUM ('Success', 'Error');
--> statement-breakpoint
CREATE TABLE instances (
  uuid uuid PRIMARY KEY,
  project_id varchar(36) NOT NULL,
  state instance_state NOT NULL,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3)
);
--> statement-breakpoint
CREATE INDEX instances_project_id ON instances (project_id);
--> statement-breakpoint
CREATE TABLE instance_actions (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  action action_name NOT NULL,
  instance_uuid uuid NOT NULL REFERENCES instances (uuid),
  request_id varchar(40) NOT NULL,
  user_id varchar(36),
  project_id varchar(36),
  start_time timestamptz(3) NOT NULL,
  finish_time timestamptz(3),
  message action_message,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT instance_actions_request UNIQUE (instance_uuid, request_id)
);
--> statement-breakpoint
CREATE INDEX instance_actions_newest ON instance_actions (instance_uuid, created_at DESC, id DESC);
--> statement-breakpoint
CREATE INDEX instance_actions_changed ON instance_actions (instance_uuid, updated_at);
--> statement-breakpoint
CREATE TABLE instance_actions_events (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  action_id bigint NOT NULL REFERENCES instance_actions (id),
  event varchar(255) NOT NULL,
  host varchar(255),
  start_time timestamptz(3) NOT NULL,
  finish_time timestamptz(3),
  result event_result,
  details text CHECK (octet_length(details) <= 255),
  fingerprint varchar(16),
  created_at timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE INDEX instance_actions_events_of ON instance_actions_events (action_id, event);
--> statement-breakpoint
CREATE TABLE shadow_instances (
  uuid uuid PRIMARY KEY,
  project_id varchar(36) NOT NULL,
  state instance_state NOT NULL,
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE shadow_instance_actions (
  id bigint PRIMARY KEY,
  action action_name NOT NULL,
  instance_uuid uuid NOT NULL,
  request_id varchar(40) NOT NULL,
  user_id varchar(36),
  project_id varchar(36),
  start_time timestamptz(3) NOT NULL,
  finish_time timestamptz(3),
  message action_message,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE shadow_instance_actions_events (
  id bigint PRIMARY KEY,
  action_id bigint NOT NULL,
  event varchar(255) NOT NULL,
  host varchar(255),
  start_time timestamptz(3) NOT NULL,
  finish_time timestamptz(3),
  result event_result,
  details text,
  fingerprint varchar(16),
  created_at timestamptz(3) NOT NULL
);
