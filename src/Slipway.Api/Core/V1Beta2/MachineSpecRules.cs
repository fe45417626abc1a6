using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What holds for the spec of a Machine, on its own or in a template.</summary>
internal static class MachineSpecRules
{
    /// <summary>Sets defaults; true when it set something.</summary>
    public static bool Default(MachineSpec? spec)
    {
        if (spec is null || VersionChecks.WithPrefix(spec.Version) is not { } version)
        {
            return false;
        }

        spec.Version = version;
        return true;
    }

    /// <summary>Checks a spec at the given path.</summary>
    public static void Validate(string path, MachineSpec? spec, bool controlPlane, ValidationContext context)
    {
        VersionChecks.Check($"{path}.version", spec?.Version, context);
        TaintChecks.Check($"{path}.taints", spec?.Taints, controlPlane, context);
    }

    /// <summary>A Machine needs boot data from somewhere.</summary>
    public static void ValidateBootstrap(string path, MachineBootstrap? bootstrap, ValidationContext context)
    {
        if (bootstrap?.ConfigRef is null && bootstrap?.DataSecretName is null)
        {
            context.Required(
                $"{path}.configRef",
                "set configRef to the object that makes the boot data, or dataSecretName to a Secret that holds it");
        }
    }

    /// <summary>Owner and template must be of one Cluster.</summary>
    public static void ValidateClusterName(string? owner, MachineSpec? template, ValidationContext context)
    {
        if (template is not null && !string.Equals(owner, template.ClusterName, StringComparison.Ordinal))
        {
            context.Invalid("spec.template.spec.clusterName", template.ClusterName, $"must be \"{owner}\", as spec.clusterName");
        }
    }
}
