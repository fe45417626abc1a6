using Slipway.Cel.Libraries.Extensions;
using Slipway.Cel.Libraries.Standard;
using Slipway.Cel.Macros;

namespace Slipway.Cel.Libraries;

/// <summary>The libraries that come with the language.</summary>
public static class CelLibraries
{
    /// <summary>Operators, conversions, strings, times, and the macros <c>has</c>, <c>all</c>, <c>exists</c>, <c>exists_one</c>, <c>map</c>, <c>filter</c>.</summary>
    public static CelLibrary Standard => StandardLibrary.Instance;

    /// <summary><c>optional.of</c>, <c>a.?b</c>, <c>orValue</c>, <c>optMap</c> and the like.</summary>
    public static CelLibrary Optionals => OptionalLibrary.Instance;

    /// <summary><c>cel.bind</c>.</summary>
    public static CelLibrary Bindings { get; } = new("cel.lib.ext.cel.bindings") { Macros = [BindingMacros.Bind] };

    /// <summary><c>charAt</c>, <c>indexOf</c>, <c>format</c> and the like.</summary>
    public static CelLibrary Strings { get; } = new("cel.lib.ext.strings");

    /// <summary><c>math.least</c> and the like.</summary>
    public static CelLibrary Math { get; } = new("cel.lib.ext.math");

    /// <summary><c>sets.contains</c>, <c>sets.equivalent</c>, <c>sets.intersects</c>.</summary>
    public static CelLibrary Sets { get; } = new("cel.lib.ext.sets");

    /// <summary><c>slice</c>, <c>flatten</c>, <c>sort</c> and the like.</summary>
    public static CelLibrary Lists { get; } = new("cel.lib.ext.lists");

    /// <summary><c>base64.encode</c> and <c>base64.decode</c>.</summary>
    public static CelLibrary Encoders { get; } = new("cel.lib.ext.encoders");

    /// <summary><c>regex.extract</c>, <c>regex.extractAll</c>, <c>regex.replace</c>.</summary>
    public static CelLibrary Regex { get; } = new("cel.lib.ext.regex");

    /// <summary><c>all</c>, <c>exists</c>, <c>existsOne</c>, <c>transformList</c>, <c>transformMap</c>, <c>transformMapEntry</c> with two variables.</summary>
    public static CelLibrary TwoVariableComprehensions => ComprehensionLibrary.Instance;
}
