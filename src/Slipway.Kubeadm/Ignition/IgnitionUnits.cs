using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Units of systemd.</summary>
internal static class IgnitionUnits
{
    // It runs as long as the file is there, that is until kubeadm has succeeded once.
    private const string Kubeadm =
        $"""
        [Unit]
        Description=kubeadm
        ConditionPathExists={KubeadmScript.ConfigPath}
        After=network.target

        [Service]
        Type=oneshot
        ExecStart=/bin/bash {KubeadmScript.Path}

        [Install]
        WantedBy=multi-user.target

        """;

    /// <summary>The units, kubeadm's first.</summary>
    public static JsonArray Section(KubeadmConfigSpec spec)
    {
        var units = new JsonArray(Unit("kubeadm.service", Kubeadm));
        if (spec.Ntp?.Enabled is true)
        {
            units.Add((JsonNode)new JsonObject { ["name"] = "ntpd.service", ["enabled"] = true });
        }

        for (var i = 0; i < (spec.Mounts?.Count ?? 0); i++)
        {
            units.Add(Mount($"spec.mounts[{i}]", spec.Mounts![i], spec.DiskSetup));
        }

        return units;
    }

    private static JsonNode Unit(string name, string contents) =>
        new JsonObject { ["name"] = name, ["enabled"] = true, ["contents"] = contents.ReplaceLineEndings("\n") };

    // What is mounted, where, and then options: not the columns of fstab, as for cloud-init.
    private static JsonNode Mount(string path, List<string> fields, DiskSetup? disks)
    {
        if (fields is not [var what, ['/', ..] where, .. var options])
        {
            throw new InvalidBootDataException($"{path}: a label or device, an absolute path, and then options were expected");
        }

        if (fields.Any(f => f.Any(char.IsControl)))
        {
            throw new InvalidBootDataException($"{path}: a unit of systemd cannot hold control characters");
        }

        var contents =
            $"""
            [Unit]
            Description=Mount {Escape(what)}
            Before=kubeadm.service

            [Mount]
            What={Escape(Device(what, disks))}
            Where={Escape(where)}
            {(options.Count > 0 ? $"Options={Escape(string.Join(',', options))}\n" : "")}
            [Install]
            WantedBy=multi-user.target

            """;
        return Unit($"{UnitName(where)}.mount", contents);
    }

    private static string Device(string what, DiskSetup? disks)
    {
        var label = what.StartsWith("LABEL=", StringComparison.Ordinal) ? what["LABEL=".Length..] : what;
        return disks?.Filesystems?.FirstOrDefault(f => f.Label == label)?.Device
            ?? (label != what || !(what.StartsWith('/') || what.Contains('=')) ? $"/dev/disk/by-label/{label}" : what);
    }

    // A percent sign begins a specifier in a unit.
    private static string Escape(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>The name that systemd demands of the unit for a path (systemd.unit(5), "String Escaping").</summary>
    internal static string UnitName(string path)
    {
        var trimmed = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        if (trimmed.Length == 0)
        {
            return "-";
        }

        var name = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(trimmed))
        {
            _ = (char)b switch
            {
                '/' => name.Append('-'),
                '.' when name.Length == 0 => name.Append("\\x2e"),
                ':' or '_' or '.' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => name.Append((char)b),
                _ => name.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}"),
            };
        }

        return name.ToString();
    }
}
