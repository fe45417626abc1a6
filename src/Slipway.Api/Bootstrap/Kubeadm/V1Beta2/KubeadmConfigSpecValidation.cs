using Slipway.Api.Admission;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Validation of a KubeadmConfigSpec, wherever it stands.</summary>
internal static class KubeadmConfigSpecValidation
{
    public static void Validate(string path, KubeadmConfigSpec? spec, ValidationContext context)
    {
        if (spec is null)
        {
            return;
        }

        ValidateFiles($"{path}.files", spec.Files ?? [], context);
        ValidateUsers($"{path}.users", spec.Users ?? [], context);
        ValidateDiskLayouts($"{path}.diskSetup.partitions", spec.DiskSetup?.Partitions ?? [], context);
        ValidateDiscoveryUser(
            $"{path}.joinConfiguration.discovery.file.kubeConfig.user",
            spec.JoinConfiguration?.Discovery?.File?.KubeConfig?.User,
            context);
        IgnitionValidation.Validate(path, spec, context);
    }

    private static void ValidateFiles(string path, List<BootstrapFile> files, ValidationContext context)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            var (file, at) = (files[i], $"{path}[{i}]");
            if (file is { Content: not null, ContentFrom: not null })
            {
                context.Invalid(
                    $"{at}.contentFrom", file.ContentFrom.Secret?.Name, "cannot be set together with content; keep one of the two");
            }

            ValidateSecret($"{at}.contentFrom.secret", file.ContentFrom, context);
            if (!paths.Add(file.Path ?? ""))
            {
                context.Invalid($"{at}.path", file.Path, "is written by an earlier file already; use each path once");
            }
        }
    }

    private static void ValidateUsers(string path, List<User> users, ValidationContext context)
    {
        for (var i = 0; i < users.Count; i++)
        {
            var (user, at) = (users[i], $"{path}[{i}]");
            if (user is { Passwd: not null, PasswdFrom: not null })
            {
                context.Invalid(
                    $"{at}.passwdFrom", user.PasswdFrom.Secret?.Name, "cannot be set together with passwd; keep one of the two");
            }

            ValidateSecret($"{at}.passwdFrom.secret", user.PasswdFrom, context);
        }
    }

    private static void ValidateSecret(string path, ContentSource? source, ValidationContext context)
    {
        if (source is null)
        {
            return;
        }

        if (string.IsNullOrEmpty(source.Secret?.Name))
        {
            context.Required($"{path}.name", "name the Secret that holds the content");
        }

        if (string.IsNullOrEmpty(source.Secret?.Key))
        {
            context.Required($"{path}.key", "name the key of the Secret that holds the content");
        }
    }

    private static void ValidateDiskLayouts(string path, List<DiskPartition> partitions, ValidationContext context)
    {
        for (var i = 0; i < partitions.Count; i++)
        {
            var sum = partitions[i].DiskLayout?.Sum(l => l.Percentage ?? 0) ?? 0;
            if (sum > 100)
            {
                context.Invalid($"{path}[{i}].diskLayout", sum, "percentages must add up to 100 or less");
            }
        }
    }

    private static void ValidateDiscoveryUser(string path, KubeConfigUser? user, ValidationContext context)
    {
        if (user is { AuthProvider: not null, Exec: not null })
        {
            context.Invalid($"{path}.exec", user.Exec.Command, "cannot be set together with authProvider; keep one of the two");
        }
        else if (user is { AuthProvider: null, Exec: null })
        {
            context.Required(path, "set either authProvider or exec");
        }
    }
}
