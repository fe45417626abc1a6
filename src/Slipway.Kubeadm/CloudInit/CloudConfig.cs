using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.CloudInit;

/// <summary>Renders boot instructions as the cloud-config that cloud-init reads.</summary>
internal static class CloudConfig
{
    /// <summary>What says that the machine has booted: the contract's sentinel file.</summary>
    public const string SentinelPath = "/run/cluster-api/bootstrap-success.complete";

    private const string InitPath = "/run/kubeadm/kubeadm.yaml";
    private const string JoinPath = "/run/kubeadm/kubeadm-join-config.yaml";

    // cloud-init fills in {{ ds.meta_data.* }} and the like because of the first line.
    private const string Header = "## template: jinja\n#cloud-config\n\n";

    // cloud-init counts in days after the password has expired, and passes over anything but a text.
    private const string InactiveAtOnce = "0";

    // A file and not "mkdir -p": the only way to a folder that cloudbase-init on Windows has too.
    private static readonly BootFile Placeholder = new(
        "/run/cluster-api/placeholder", "This file exists so that the folder of the sentinel file does.");

    /// <summary>The user data.</summary>
    public static string Render(BootInstructions instructions)
    {
        var spec = instructions.Spec;
        var path = instructions.KubeadmVerb == "init" ? InitPath : JoinPath;
        var files = instructions.Files.Append(new BootFile(path, instructions.KubeadmConfig)).Append(Placeholder);
        var config = new JsonObject
        {
            ["write_files"] = new JsonArray([.. files.Select(File)]),
        };
        var kubeadm = $"{instructions.KubeadmCommand(path)} && echo success > {SentinelPath}";
        config
            .WithList("bootcmd", NullIfEmpty(spec.BootCommands))
            .WithList("runcmd", [.. spec.PreKubeadmCommands ?? [], kubeadm, .. spec.PostKubeadmCommands ?? []])
            .With("ntp", NtpSection(spec.Ntp))
            .With("users", spec.Users is { Count: > 0 } users ? new JsonArray([.. users.Select(UserEntry)]) : null)
            .With("disk_setup", DiskSections.Partitions(spec.DiskSetup))
            .With("fs_setup", DiskSections.Filesystems(spec.DiskSetup))
            .With("mounts", DiskSections.Mounts(spec.Mounts));
        return Header + JinjaGuard.Emit(config);
    }

    private static JsonNode File(BootFile file) => new JsonObject { ["path"] = file.Path }
        .With("encoding", file.Encoding)
        .With("owner", file.Owner)
        .With("permissions", file.Permissions)
        .With("append", file.Append ? true : null)
        .With("content", file.Content);

    private static JsonObject? NtpSection(Ntp? ntp) =>
        ntp is null ? null : new JsonObject().With("enabled", ntp.Enabled).WithList("servers", NullIfEmpty(ntp.Servers)).OrNull();

    private static JsonNode UserEntry(User user) => new JsonObject { ["name"] = user.Name }
        .With("passwd", user.Passwd)
        .With("gecos", user.Gecos)
        .With("groups", user.Groups)
        .With("homedir", user.HomeDir)
        .With("inactive", user.Inactive is true ? InactiveAtOnce : null)
        .With("lock_passwd", user.LockPassword)
        .With("shell", user.Shell)
        .With("primary_group", user.PrimaryGroup)
        .With("sudo", user.Sudo)
        .WithList("ssh_authorized_keys", NullIfEmpty(user.SshAuthorizedKeys));

    private static List<string>? NullIfEmpty(List<string>? values) => values is { Count: > 0 } ? values : null;
}
