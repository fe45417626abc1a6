using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>jsonpatch.escapeKey</c>, which makes of a key a step of a JSON pointer.</summary>
internal static class JsonPatchFunctions
{
    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.jsonpatch")
    {
        Overloads =
        [
            CelOverload.Global(
                "jsonpatch.escapeKey", "string_jsonpatch_escapeKey_string", [CelType.String], CelType.String, a => Escape(((CelString)a[0]).Value)),
        ],
    };

    private static CelString Escape(string key) =>
        new(key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
