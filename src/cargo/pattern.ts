/** How cargo-chef is used, in one sentence: the help of findings that miss it. */
export const CHEF_PATTERN =
  'Prepare a recipe in a planner stage (`COPY . .`, `cargo chef prepare`), copy only `recipe.json` into the next stage, run `cargo chef cook` there, and copy the sources behind it: docs/cargo-chef.md shows it.';
