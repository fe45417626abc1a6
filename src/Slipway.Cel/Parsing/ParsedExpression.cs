using Slipway.Cel.Syntax;

namespace Slipway.Cel.Parsing;

/// <summary>A text's tree and where its nodes stand.</summary>
internal sealed record ParsedExpression(CelExpr Root, SourceMap Map);
