using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Ignition;

namespace Slipway.Kubeadm.Tests.Ignition;

/// <summary>Boot instructions for Ignition, and what comes of them.</summary>
internal static class IgnitionSpecs
{
    /// <summary>Everything that Ignition can be told.</summary>
    public static KubeadmConfigSpec Whole() => new()
    {
        Format = BootstrapFormat.Ignition,
        PreKubeadmCommands = ["echo \"before\""],
        PostKubeadmCommands = ["if true; then\n  echo after\nfi"],
        Verbosity = 4,
        Ntp = new Ntp { Enabled = true, Servers = ["time.example.com"] },
        Users =
        [
            new User
            {
                Name = "ops", Gecos = "Operations", Groups = "wheel, docker", HomeDir = "/srv/ops", Shell = "/bin/bash", PrimaryGroup = "ops",
                Passwd = "$6$salt$hash", LockPassword = false, Sudo = "ALL=(ALL) NOPASSWD:ALL", SshAuthorizedKeys = ["ssh-ed25519 AAAA ops"],
            },
        ],
        DiskSetup = new DiskSetup
        {
            Partitions = [new DiskPartition { Device = "/dev/sdb", Layout = true, TableType = "gpt", Overwrite = true }],
            Filesystems = [new DiskFilesystem { Device = "/dev/sdb1", Filesystem = "ext4", Label = "etcd_disk", ExtraOpts = ["-F"], Overwrite = false }],
        },
        Mounts = [["etcd_disk", "/var/lib/etcd-data", "noatime"]],
    };

    public static JsonObject Render(KubeadmConfigSpec spec, params BootFile[] files) => JsonNode.Parse(RenderText(spec, files))!.AsObject();

    public static string RenderText(KubeadmConfigSpec spec, params BootFile[] files) =>
        IgnitionConfig.Render(new(spec, "init", "---\nkind: ClusterConfiguration\n", [.. files]));

    /// <summary>The content of a file, or what is added to it.</summary>
    public static byte[] ContentOf(JsonObject config, string path)
    {
        var file = config["storage"]!["files"]!.AsArray().Single(f => (string?)f!["path"] == path)!;
        var source = (string)(file["contents"] ?? file["append"]![0])!["source"]!;
        return source.StartsWith("data:;base64,", StringComparison.Ordinal)
            ? Convert.FromBase64String(source["data:;base64,".Length..])
            : Encoding.UTF8.GetBytes(Uri.UnescapeDataString(source["data:,".Length..]));
    }

    public static string TextOf(JsonObject config, string path) => Encoding.UTF8.GetString(ContentOf(config, path));
}
