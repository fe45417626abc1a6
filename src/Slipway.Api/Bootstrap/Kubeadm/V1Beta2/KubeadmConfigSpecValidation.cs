using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Validation of a KubeadmConfigSpec, wherever it stands.</summary>
internal static class KubeadmConfigSpecValidation
{
    private static readonly string[] FileOrder =
        ["path", "owner", "permissions", "encoding", "append", "content", "contentFrom", "contentFormat", "secret", "name", "key"];

    private static readonly string[] UserAccessOrder =
        ["authProvider", "exec", "name", "config", "command", "args", "env", "apiVersion", "provideClusterInfo"];

    private static readonly string[] UserOrder =
    [
        "name", "gecos", "groups", "homeDir", "inactive", "shell", "passwd", "passwdFrom", "primaryGroup", "lockPassword", "sudo",
        "sshAuthorizedKeys", "secret", "key",
    ];

    public static void Validate(string path, KubeadmConfigSpec? spec, ValidationContext context)
    {
        if (spec is null)
        {
            return;
        }

        ValidateFiles($"{path}.files", spec.Files ?? [], context);
        ValidateUsers($"{path}.users", spec.Users ?? [], context);
        IgnitionValidation.Validate(path, spec, context);
        ValidateDiskLayouts($"{path}.diskSetup.partitions", spec.DiskSetup?.Partitions ?? [], context);
        if (spec.JoinConfiguration?.Discovery?.File?.KubeConfig?.User is { AuthProvider: not null, Exec: not null } user)
        {
            // "kubeconfig" is upstream's spelling of kubeConfig.
            context.InvalidObject(
                $"{path}.joinConfiguration.discovery.file.kubeconfig.user",
                user,
                "only one of authProvider or exec must be defined",
                UserAccessOrder);
        }
    }

    private static void ValidateFiles(string path, List<BootstrapFile> files, ValidationContext context)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            var (file, at) = (files[i], $"{path}[{i}]");
            if (file is { Content.Length: > 0, ContentFrom: not null })
            {
                context.InvalidNode(
                    at, WithoutSecret(file), "only one of content or contentFrom may be specified for a single file", FileOrder);
            }

            ValidateSecret($"{at}.contentFrom.secret", file.ContentFrom, context);
            if (!paths.Add(file.Path ?? ""))
            {
                context.InvalidNode($"{at}.path", WithoutSecret(file), "path property must be unique among all files", FileOrder);
            }
        }
    }

    private static void ValidateUsers(string path, List<User> users, ValidationContext context)
    {
        for (var i = 0; i < users.Count; i++)
        {
            var (user, at) = (users[i], $"{path}[{i}]");
            if (user is { Passwd.Length: > 0, PasswdFrom: not null })
            {
                context.InvalidNode(
                    at, WithoutSecret(user), "only one of passwd or passwdFrom may be specified for a single user", UserOrder);
            }

            ValidateSecret($"{at}.passwdFrom.secret", user.PasswdFrom, context);
        }
    }

    // What a person reads, and a condition may repeat, holds no secret: not even that of who made the mistake.
    private static JsonObject WithoutSecret(BootstrapFile file) =>
        WithoutSecret("content", KubeJson.ToJsonObject(file, ApiJson.TypeInfo<BootstrapFile>()));

    private static JsonObject WithoutSecret(User user) => WithoutSecret("passwd", KubeJson.ToJsonObject(user, ApiJson.TypeInfo<User>()));

    private static JsonObject WithoutSecret(string field, JsonObject obj)
    {
        if (obj.ContainsKey(field))
        {
            obj[field] = "<redacted>";
        }

        return obj;
    }

    private static void ValidateSecret(string path, ContentSource? source, ValidationContext context)
    {
        if (source is not null && string.IsNullOrEmpty(source.Secret?.Name))
        {
            context.Required($"{path}.name", "secret file source must specify non-empty secret name");
        }

        if (source is not null && string.IsNullOrEmpty(source.Secret?.Key))
        {
            context.Required($"{path}.key", "secret file source must specify non-empty secret key");
        }
    }

    private static void ValidateDiskLayouts(string path, List<DiskPartition> partitions, ValidationContext context)
    {
        for (var i = 0; i < partitions.Count; i++)
        {
            var sum = partitions[i].DiskLayout?.Sum(l => l.Percentage ?? 0) ?? 0;
            if (sum > 100)
            {
                context.Invalid($"{path}[{i}].diskLayout", sum, "the sum of all partition percentages must not be greater than 100");
            }
        }
    }
}
