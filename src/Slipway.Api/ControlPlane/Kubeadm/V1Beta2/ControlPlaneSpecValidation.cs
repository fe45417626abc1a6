using System.Text.RegularExpressions;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What control planes and their templates are both asked.</summary>
internal static partial class ControlPlaneSpecValidation
{
    private const int DefaultAuthorityValidityDays = 3650;

    private static readonly Dictionary<string, string> NameSamples = new()
    {
        [".cluster.name"] = "cluster",
        [".kubeadmControlPlane.name"] = "control-plane",
        [".random"] = "abcde",
    };

    public static void ValidateNaming(string path, MachineNaming? naming, ValidationContext context) =>
        NamingTemplateChecks.Check($"{path}.machineNaming.template", naming?.Template, NameSamples, context);

    public static void ValidateKubeadmConfig(string path, KubeadmConfigSpec? spec, ValidationContext context)
    {
        if (spec is null)
        {
            return;
        }

        KubeadmConfigSpecValidation.Validate(path, spec, context);
        ValidateClusterConfiguration($"{path}.clusterConfiguration", spec.ClusterConfiguration, context);
        var init = spec.InitConfiguration?.Timeouts?.ControlPlaneComponentHealthCheckSeconds;
        var join = spec.JoinConfiguration?.Timeouts?.ControlPlaneComponentHealthCheckSeconds;
        if (init != join)
        {
            // kubeadm keeps one value for the cluster; with two, the next machine would change it for all.
            context.Invalid(
                $"{path}.joinConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds",
                join,
                $"must be {init?.ToString() ?? "left out"}, as in initConfiguration");
        }
    }

    public static void ValidateRollout(
        string path, KubeadmControlPlaneRollout? rollout, KubeadmConfigSpec? config, ValidationContext context)
    {
        var validity = config?.ClusterConfiguration?.CertificateValidityPeriodDays;
        if (rollout?.Before?.CertificatesExpiryDays is { } before && before >= validity)
        {
            context.Invalid(
                $"{path}.rollout.before.certificatesExpiryDays",
                before,
                $"must be less than certificateValidityPeriodDays ({validity}), or machines would be replaced for ever");
        }
    }

    private static void ValidateClusterConfiguration(string path, ClusterConfiguration? configuration, ValidationContext context)
    {
        var authority = configuration?.CaCertificateValidityPeriodDays ?? DefaultAuthorityValidityDays;
        if (configuration?.CertificateValidityPeriodDays > authority)
        {
            context.Invalid(
                $"{path}.certificateValidityPeriodDays",
                configuration.CertificateValidityPeriodDays,
                $"cannot be more than the authorities' {authority} days (caCertificateValidityPeriodDays)");
        }

        if (configuration?.Etcd is { Local: not null, External: not null })
        {
            context.Forbidden($"{path}.etcd.local", "cannot be set together with external; keep one of the two");
        }

        if (configuration?.Dns?.ImageTag is { } tag && !ImageVersion().IsMatch(tag))
        {
            context.Invalid($"{path}.dns.imageTag", tag, "must begin with CoreDNS' version, such as v1.11.3");
        }
    }

    [GeneratedRegex(@"^v?\d+\.\d+(\.\d+)?([-_.+].*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ImageVersion();
}
