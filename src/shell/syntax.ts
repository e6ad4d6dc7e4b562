/** The shapes of the shell parser's tree that this room names. */
export type {
  AndOr, Assignment, Case, CaseItem, Command, CommandNode, DoubleQuotedChild, HereDoc, ParameterExpansionPart, ParsedScript, PipelineNode,
  Redirection, Statement, SyntaxNode, Word, WordPart,
} from 'unbash';
import type { ArithmeticCommandExpansion, CommandExpansionPart, ProcessSubstitutionPart } from 'unbash';

/** What holds a script of its own: `$(…)`, backticks, `<(…)`. */
export type ScriptExpansion = ArithmeticCommandExpansion | CommandExpansionPart | ProcessSubstitutionPart;
