using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What control planes and their templates are both asked.</summary>
internal static partial class ControlPlaneSpecValidation
{
    private const int DefaultAuthorityValidityDays = 3650;

    public static void ValidateNaming(string path, MachineNaming? naming, ValidationContext context) =>
        NamingTemplateChecks.Check($"{path}.machineNaming.template", naming?.Template, "kubeadmControlPlane", context);

    /// <summary>What boot data of a control plane is asked beyond all boot data.</summary>
    public static void ValidateKubeadmConfig(string path, KubeadmConfigSpec? spec, ValidationContext context)
    {
        KubeadmConfigSpecValidation.Validate(path, spec, context);
        var init = Seconds(spec?.InitConfiguration?.Timeouts);
        var join = Seconds(spec?.JoinConfiguration?.Timeouts);
        if (init == join)
        {
            return;
        }

        // kubeadm keeps one value for the cluster; with two, the next machine would change it for all.
        const string Field = "timeouts.controlPlaneComponentHealthCheckSeconds";
        var detail = "controlPlaneComponentHealthCheckSeconds must be set to the same value both in "
            + $"initConfiguration.timeouts ({init}) and in joinConfiguration.timeouts ({join})";
        context.Invalid($"{path}.initConfiguration.{Field}", init, detail);
        context.Invalid($"{path}.joinConfiguration.{Field}", join, detail);
    }

    /// <summary>How machines are replaced, and when for the sake of their certificates.</summary>
    public static void ValidateRollout(
        string path, KubeadmControlPlaneRollout? rollout, KubeadmConfigSpec? config, int? replicas, ValidationContext context)
    {
        if (rollout?.Strategy is not { } strategy || (strategy.Type is null && strategy.RollingUpdate?.MaxSurge is null))
        {
            return;
        }

        ValidateStrategy($"{path}.rollout.strategy", strategy, replicas, context);
        if (config?.ClusterConfiguration is not { CertificateValidityPeriodDays: > 0 and var validity } configuration)
        {
            return;
        }

        ValidateAuthority($"{path}.kubeadmConfigSpec.clusterConfiguration", configuration, validity, context);
        if (rollout.Before?.CertificatesExpiryDays is > 0 and var before && before >= validity)
        {
            context.Invalid(
                $"{path}.rollout.before.certificatesExpiryDays", before, $"must be less than certificateValidityPeriodDays ({validity})");
        }
    }

    /// <summary>What kubeadm is told about the cluster.</summary>
    public static void ValidateClusterConfiguration(string path, ClusterConfiguration? configuration, ValidationContext context)
    {
        var dns = configuration?.Dns?.ImageTag ?? "";
        ValidateTag($"{path}.dns.imageTag", dns, context);
        if (dns.Length > 0 && DnsUpgrades.Parse(dns, out var error) is null)
        {
            context.Invalid("dns.imageTag", dns, $"failed to parse CoreDNS version: {error}");
        }

        ValidateTag($"{path}.etcd.local.imageTag", configuration?.Etcd?.Local?.ImageTag ?? "", context);
        if (configuration?.Etcd is { Local: not null, External: not null })
        {
            context.Forbidden($"{path}.etcd.local", "cannot have both external and local etcd");
        }
    }

    private static string Seconds(Timeouts? timeouts) =>
        timeouts?.ControlPlaneComponentHealthCheckSeconds?.ToString(CultureInfo.InvariantCulture) ?? "unset";

    private static void ValidateStrategy(string path, KubeadmControlPlaneRolloutStrategy strategy, int? replicas, ValidationContext context)
    {
        if (strategy.Type != RolloutStrategyType.RollingUpdate)
        {
            context.Required($"{path}.type", "only RollingUpdate is supported");
        }

        // Text that is no number counts as 0.
        var text = strategy.RollingUpdate?.MaxSurge?.Value;
        var surge = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (text is not null && surge == 0 && replicas < 3)
        {
            context.Required(
                $"{path}.rollingUpdate", "when KubeadmControlPlane is configured to scale-in, replica count needs to be at least 3");
        }

        if (text is not null && surge is not (0 or 1))
        {
            context.Required($"{path}.rollingUpdate.maxSurge", "value must be 1 or 0");
        }
    }

    private static void ValidateAuthority(string path, ClusterConfiguration configuration, int validity, ValidationContext context)
    {
        var given = configuration.CaCertificateValidityPeriodDays is > 0;
        var limit = given ? configuration.CaCertificateValidityPeriodDays!.Value : DefaultAuthorityValidityDays;
        if (validity > limit)
        {
            context.Invalid(
                $"{path}.certificateValidityPeriodDays",
                validity,
                $"must be less than or equal to {(given ? "" : "the default value of ")}caCertificateValidityPeriodDays ({limit})");
        }
    }

    private static void ValidateTag(string path, string tag, ValidationContext context)
    {
        if (NotOfTag().IsMatch(tag))
        {
            context.Forbidden(path, $"tag {tag} is invalid");
        }
    }

    [GeneratedRegex(@"[^-a-zA-Z0-9_\.]", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfTag();
}
