using Slipway.Api.Admission;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>What format ignition allows and what it cannot do.</summary>
internal static class IgnitionValidation
{
    private const string NotSupported = "not supported when spec.format is set to: \"ignition\"";

    public static void Validate(string path, KubeadmConfigSpec spec, ValidationContext context)
    {
        if (!context.Gates.KubeadmBootstrapFormatIgnition)
        {
            ValidateWithoutGate(path, spec, context);
        }
        else if (spec.Format != BootstrapFormat.Ignition)
        {
            if (spec.Ignition is not null)
            {
                context.Invalid($"{path}.format", spec.Format ?? "", "must be set to \"ignition\" if spec.ignition is set");
            }
        }
        else
        {
            ValidateUsersAndFiles(path, spec, context);
            ValidateDisks($"{path}.diskSetup", spec.DiskSetup, context);
        }
    }

    private static void ValidateWithoutGate(string path, KubeadmConfigSpec spec, ValidationContext context)
    {
        const string Off = "can be set only if the KubeadmBootstrapFormatIgnition feature gate is enabled";
        if (spec.Format == BootstrapFormat.Ignition)
        {
            context.Forbidden($"{path}.format", Off);
        }

        if (spec.Ignition is not null)
        {
            context.Forbidden($"{path}.ignition", Off);
        }
    }

    private static void ValidateUsersAndFiles(string path, KubeadmConfigSpec spec, ValidationContext context)
    {
        for (var i = 0; i < (spec.Users?.Count ?? 0); i++)
        {
            if (spec.Users![i].Inactive is true)
            {
                context.Forbidden($"{path}.users[{i}].inactive", NotSupported);
            }
        }

        for (var i = 0; i < (spec.Files?.Count ?? 0); i++)
        {
            if (spec.Files![i].Encoding is FileEncoding.Gzip or FileEncoding.GzipBase64)
            {
                context.Forbidden($"{path}.files[{i}].encoding", NotSupported);
            }
        }

        if (spec.BootCommands is not null)
        {
            context.Forbidden($"{path}.bootCommands", NotSupported);
        }
    }

    private static void ValidateDisks(string path, DiskSetup? disks, ValidationContext context)
    {
        for (var i = 0; i < (disks?.Partitions?.Count ?? 0); i++)
        {
            var table = disks!.Partitions![i].TableType;
            if (table is { Length: > 0 } and not PartitionTableType.Gpt)
            {
                context.Invalid(
                    $"{path}.partitions[{i}].tableType",
                    table,
                    "only partition type \"gpt\" is supported when spec.format is set to \"ignition\"");
            }
        }

        for (var i = 0; i < (disks?.Filesystems?.Count ?? 0); i++)
        {
            var filesystem = disks!.Filesystems![i];
            if (!string.IsNullOrEmpty(filesystem.ReplaceFS))
            {
                context.Forbidden($"{path}.filesystems[{i}].replaceFS", NotSupported);
            }

            if (!string.IsNullOrEmpty(filesystem.Partition))
            {
                context.Forbidden($"{path}.filesystems[{i}].partition", NotSupported);
            }
        }
    }
}
