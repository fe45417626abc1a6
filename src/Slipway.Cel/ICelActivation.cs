using Slipway.Cel.Values;

namespace Slipway.Cel;

/// <summary>The variables of one evaluation.</summary>
public interface ICelActivation
{
    /// <summary>
    /// A variable's value, by the name under which it was declared; null where it has none. Asked at most once a variable and evaluation.
    /// </summary>
    CelValue? Find(string name);
}
