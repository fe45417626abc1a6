using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>The volumes of a pod: names, and what each is made of.</summary>
internal static class VolumeChecks
{
    private const long MaxMode = 511;
    private const string ModeError = "must be a number between 0 and 0777 (octal), both inclusive";

    private static readonly IReadOnlyDictionary<string, JsonObject> None = new Dictionary<string, JsonObject>(0, StringComparer.Ordinal);

    private static readonly string[] HostPathTypes =
        ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    // In the order in which they are looked at.
    private static readonly string[] Sources =
    [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs", "flocker",
        "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc", "flexVolume", "configMap", "azureFile",
        "vsphereVolume", "azureDisk", "photonPersistentDisk", "projected", "portworxVolume", "scaleIO", "storageos", "csi", "ephemeral", "image",
    ];

    /// <summary>Checks the volumes; gives those in which nothing is wrong, by name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Check(FieldChecker check, JsonObject spec, IReadOnlyCollection<string>? claims)
    {
        if (spec.List("volumes") is null && claims is not { Count: > 0 })
        {
            return None;
        }

        var good = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var claim in claims ?? [])
        {
            good[claim] = [];
        }

        foreach (var volume in check.Each(spec, "volumes"))
        {
            var before = check.Count;
            VolumeSources.Check(check, volume, Sources, CheckSource);
            if (check.Need(volume, "name"))
            {
                check.Name(volume, "name", NameRule.Label);
            }

            if (good.ContainsKey(volume.Text("name")) && claims?.Contains(volume.Text("name"), StringComparer.Ordinal) != true)
            {
                check.Duplicate("name", volume.Text("name"));
            }

            if (check.Count == before)
            {
                good[volume.Text("name")] = volume;
            }
        }

        return good;
    }

    private static void CheckSource(FieldChecker check, string kind, JsonObject source)
    {
        switch (kind)
        {
            case "emptyDir" when source.Text("sizeLimit") is ['-', ..]:
                check.Forbidden("sizeLimit", "SizeLimit field must be a valid resource quantity");
                break;
            case "hostPath":
                if (check.Need(source, "path"))
                {
                    PathSyntax.CheckNoBacksteps(check, source, "path");
                    check.OneOf(source, "type", HostPathTypes);
                }

                break;
            case "secret":
                check.Need(source, "secretName");
                CheckFiles(check, source);
                break;
            case "configMap":
                check.Need(source, "name");
                CheckFiles(check, source);
                break;
            case "persistentVolumeClaim":
                check.Need(source, "claimName");
                break;
            case "nfs":
                check.Need(source, "server");
                if (check.Need(source, "path") && !source.Text("path").StartsWith('/'))
                {
                    check.Invalid("path", source.Text("path"), "must be an absolute path");
                }

                break;
            case "csi":
                check.Need(source, "driver");
                break;
            case "downwardAPI" or "projected":
                CheckMode(check, source, "defaultMode");
                break;
            default:
                break;
        }
    }

    private static void CheckFiles(FieldChecker check, JsonObject source)
    {
        CheckMode(check, source, "defaultMode");
        foreach (var item in check.Each(source, "items"))
        {
            check.Need(item, "key");
            check.Need(item, "path");
            PathSyntax.CheckNotReserved(check, item, "path");
            CheckMode(check, item, "mode");
        }
    }

    private static void CheckMode(FieldChecker check, JsonObject owner, string field)
    {
        if (owner.Integer(field) is { } mode && mode is < 0 or > MaxMode)
        {
            check.Invalid(field, mode, ModeError);
        }
    }
}
