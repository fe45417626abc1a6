using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Where a container sees the pod's volumes.</summary>
internal static class MountChecks
{
    public static void Check(FieldChecker check, JsonObject container, IReadOnlyDictionary<string, JsonObject> volumes)
    {
        if (container.List("volumeMounts") is not null)
        {
            CheckMounts(check, container, volumes);
        }

        foreach (var device in check.Each(container, "volumeDevices"))
        {
            check.Need(device, "name");
            check.Need(device, "devicePath");
            if (device.Text("name") is { Length: > 0 } name && !volumes.ContainsKey(name))
            {
                check.NotFound("name", name);
            }
        }
    }

    private static void CheckMounts(FieldChecker check, JsonObject container, IReadOnlyDictionary<string, JsonObject> volumes)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mount in check.Each(container, "volumeMounts"))
        {
            var (name, path) = (mount.Text("name"), mount.Text("mountPath"));
            check.Need(mount, "name");
            if (!volumes.ContainsKey(name))
            {
                check.NotFound("name", name);
            }

            check.Need(mount, "mountPath");
            if (!paths.Add(path))
            {
                check.Invalid("mountPath", path, "must be unique");
            }

            if (mount.Text("subPathExpr").Length > 0 && mount.Text("subPath").Length > 0)
            {
                check.Invalid("subPathExpr", mount.Text("subPathExpr"), "subPathExpr and subPath are mutually exclusive");
            }
        }

        foreach (var mount in KindRules.Items(container, "volumeMounts"))
        {
            // Upstream tells this of the list, not of the mount.
            using (check.In("volumeMounts"))
            {
                PathSyntax.CheckDescending(check, mount, "subPath");
                PathSyntax.CheckDescending(check, mount, "subPathExpr");
            }
        }
    }
}
