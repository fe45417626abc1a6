using Slipway.Cel.Syntax;
using Slipway.Cel.Types;

namespace Slipway.Cel.Costs;

/// <summary>An expression whose size or cost is estimated.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">
/// The way from a variable to the value: its name, then field names, <c>@items</c>, <c>@keys</c>, <c>@values</c> or <c>@indices</c>.
/// Null where the value is not reached that way.
/// </param>
/// <param name="ComputedSize">The size where the expression tells it: that of a constant, a literal or a concatenation.</param>
public sealed record CelCostNode(CelExpr Expression, CelType Type, IReadOnlyList<string>? Path, CelSizeEstimate? ComputedSize);
