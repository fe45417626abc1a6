using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>semver</c>, <c>isSemver</c>, and the parts and order of versions.</summary>
internal static class SemverFunctions
{
    private static readonly CelType Type = KubernetesTypes.Semver;

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.Semver")
    {
        Overloads =
        [
            CelOverload.Global("semver", "string_to_semver", [CelType.String], Type, a => Parse(a[0], lenient: false)),
            CelOverload.Global("semver", "string_bool_to_semver", [CelType.String, CelType.Bool], Type, a => Parse(a[0], ((CelBool)a[1]).Value)),
            CelOverload.Global("isSemver", "is_semver_string", [CelType.String], CelType.Bool, a => CelBool.Of(!Parse(a[0], lenient: false).IsError)),
            CelOverload.Global(
                "isSemver",
                "is_semver_string_bool",
                [CelType.String, CelType.Bool],
                CelType.Bool,
                a => CelBool.Of(!Parse(a[0], ((CelBool)a[1]).Value).IsError)),
            CelOverload.Member("isGreaterThan", "semver_is_greater_than", [Type, Type], CelType.Bool, a => CelBool.Of(Compare(a) > 0)),
            CelOverload.Member("isLessThan", "semver_is_less_than", [Type, Type], CelType.Bool, a => CelBool.Of(Compare(a) < 0)),
            CelOverload.Member("compareTo", "semver_compare_to", [Type, Type], CelType.Int, a => CelInt.Of(Compare(a))),
            CelOverload.Member("major", "semver_major", [Type], CelType.Int, a => CelInt.Of((long)VersionOf(a[0]).Major)),
            CelOverload.Member("minor", "semver_minor", [Type], CelType.Int, a => CelInt.Of((long)VersionOf(a[0]).Minor)),
            CelOverload.Member("patch", "semver_patch", [Type], CelType.Int, a => CelInt.Of((long)VersionOf(a[0]).Patch)),
        ],
    };

    private static CelValue Parse(CelValue text, bool lenient) =>
        SemanticVersion.TryParse(((CelString)text).Value, lenient, out var version, out var error)
            ? new KubernetesValue<SemanticVersion>(Type, version)
            : new CelError(error);

    private static SemanticVersion VersionOf(CelValue value) => ((KubernetesValue<SemanticVersion>)value).Content;

    private static int Compare(ReadOnlySpan<CelValue> arguments) => VersionOf(arguments[0]).CompareTo(VersionOf(arguments[1]));
}
