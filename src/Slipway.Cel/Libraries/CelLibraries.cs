using Slipway.Cel.Libraries.Extensions;
using Slipway.Cel.Libraries.Standard;
using Slipway.Cel.Macros;

namespace Slipway.Cel.Libraries;

/// <summary>The libraries that come with the language.</summary>
public static class CelLibraries
{
    /// <summary>
    /// Operators, conversions, strings, times, and the macros <c>has</c>, <c>all</c>, <c>exists</c>, <c>exists_one</c>, <c>map</c>,
    /// <c>filter</c>.
    /// </summary>
    public static CelLibrary Standard => StandardLibrary.Instance;

    /// <summary><c>optional.of</c>, <c>a.?b</c>, <c>orValue</c>, <c>optMap</c> and the like.</summary>
    public static CelLibrary Optionals => OptionalLibrary.Instance;

    /// <summary><c>cel.bind</c>.</summary>
    public static CelLibrary Bindings { get; } = new("cel.lib.ext.cel.bindings") { Macros = [BindingMacros.Bind] };

    /// <summary><c>charAt</c>, <c>indexOf</c>, <c>format</c> and the like.</summary>
    public static CelLibrary Strings => StringLibrary.Latest;

    /// <summary>
    /// The same as kube-apiserver has them: without <c>reverse</c>, and <c>format</c> writes nested values as literals.
    /// </summary>
    public static CelLibrary StringsVersion2 => StringLibrary.Version2;

    /// <summary><c>math.least</c> and the like.</summary>
    public static CelLibrary Math => MathLibrary.Instance;

    /// <summary><c>sets.contains</c>, <c>sets.equivalent</c>, <c>sets.intersects</c>.</summary>
    public static CelLibrary Sets => SetsLibrary.Instance;

    /// <summary><c>slice</c>, <c>flatten</c>, <c>sort</c> and the like.</summary>
    public static CelLibrary Lists => ListsLibrary.Instance;

    /// <summary><c>base64.encode</c> and <c>base64.decode</c>.</summary>
    public static CelLibrary Encoders => EncodersLibrary.Instance;

    /// <summary><c>regex.extract</c>, <c>regex.extractAll</c>, <c>regex.replace</c>.</summary>
    public static CelLibrary Regex => RegexLibrary.Instance;

    /// <summary>
    /// <c>all</c>, <c>exists</c>, <c>existsOne</c>, <c>transformList</c>, <c>transformMap</c>, <c>transformMapEntry</c> with two variables.
    /// </summary>
    public static CelLibrary TwoVariableComprehensions => ComprehensionLibrary.Instance;
}
