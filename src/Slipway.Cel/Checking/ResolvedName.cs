using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Checking;

/// <summary>What a name means.</summary>
/// <param name="Name">The qualified name; with a leading dot where a local variable of that name is not meant.</param>
/// <param name="Type">Its type.</param>
/// <param name="Constant">Its value where it is no variable: an enum's value or a type.</param>
internal sealed record ResolvedName(string Name, CelType Type, CelValue? Constant);
