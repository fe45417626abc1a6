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

    /// <summary>A Machine needs boot data from somewhere.</summary>
    public static void ValidateBootstrap(string path, MachineBootstrap? bootstrap, ValidationContext context)
    {
        if (bootstrap?.ConfigRef is null && bootstrap?.DataSecretName is null)
        {
            context.Required(
                $"{path}.bootstrap", $"expected either {path}.bootstrap.dataSecretName or {path}.bootstrap.configRef to be populated");
        }
    }

    /// <summary>A version that is set must be one.</summary>
    public static void ValidateVersion(string path, MachineSpec? spec, ValidationContext context)
    {
        if (spec?.Version is { Length: > 0 } version)
        {
            VersionChecks.Check($"{path}.version", version, context);
        }
    }

    /// <summary>The Cluster stays the same, and a template's is its owner's.</summary>
    public static void ValidateClusterName(string? name, string? old, MachineSpec? template, bool isNew, ValidationContext context)
    {
        const string Path = "spec.clusterName";
        if (!isNew && old != name)
        {
            context.Forbidden(Path, "field is immutable");
        }

        if (name != template?.ClusterName)
        {
            context.Invalid(Path, name ?? "", "spec.clusterName and spec.template.spec.clusterName must be set to the same value");
        }
    }
}
