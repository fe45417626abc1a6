using System.Runtime.CompilerServices;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>Two arguments on the stack.</summary>
[InlineArray(2)]
internal struct Arguments2
{
    private CelValue _first;
}
