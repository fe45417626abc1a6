using System.Text.RegularExpressions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>Names of new Machines.</summary>
internal static partial class MachineNames
{
    /// <summary>The name that the control plane's template gives, <c>name-xxxxx</c> when it has none.</summary>
    public static string New(KubeadmControlPlane kcp, string cluster, IRandomSource random)
    {
        var suffix = random.NextNameSuffix();
        if (kcp.Spec?.MachineNaming?.Template is not { Length: > 0 } template)
        {
            return LabelValues.Generated($"{kcp.Metadata.Name}-", suffix);
        }

        var name = Field().Replace(template, match => match.Groups["field"].Value switch
        {
            "cluster.name" => cluster,
            "kubeadmControlPlane.name" => kcp.Metadata.Name,
            _ => suffix,
        });
        return name.Length <= 63 ? name : LabelValues.Generated(name[..^suffix.Length], suffix);
    }

    [GeneratedRegex(@"\{\{-?\s*\.(?<field>cluster\.name|kubeadmControlPlane\.name|random)\s*-?\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
