using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>format.dns1123Label()</c> and the like, <c>format.named</c>, and <c>validate</c>.</summary>
internal static class FormatFunctions
{
    private static readonly CelType Type = KubernetesTypes.Format;

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.format")
    {
        Overloads =
        [
            .. NamedFormat.All.Select(f => Constant("format." + f.Key, new KubernetesValue<NamedFormat>(Type, f.Value))),
            CelOverload.Global("format.named", "format-named", [CelType.String], CelType.Optional(Type), a => Named(((CelString)a[0]).Value)),
            CelOverload.Member(
                "validate",
                "format-validate",
                [Type, CelType.String],
                CelType.Optional(CelType.List(CelType.String)),
                a => Validate(((KubernetesValue<NamedFormat>)a[0]).Content, ((CelString)a[1]).Value)),
        ],
    };

    private static CelOverload Constant(string name, CelValue format) => CelOverload.Global(name, name, [], Type, _ => format);

    private static CelOptional Named(string name) =>
        NamedFormat.All.TryGetValue(name, out var format) ? CelOptional.Of(new KubernetesValue<NamedFormat>(Type, format)) : CelOptional.None;

    private static CelOptional Validate(NamedFormat format, string text) => format.Check(text) is { Count: > 0 } errors
        ? CelOptional.Of(CelList.Of([.. errors.Select(e => new CelString(e))]))
        : CelOptional.None;
}
