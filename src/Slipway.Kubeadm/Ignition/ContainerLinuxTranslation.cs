using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Translates one Container Linux Config or Butane file.</summary>
internal sealed class ContainerLinuxTranslation
{
    private static readonly string[] Sections = ["etcd", "flannel", "docker", "update", "locksmith"];

    /// <summary>Keys that mean nothing, by where they stand.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>What means something that is not translated.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>The configuration.</summary>
    public JsonObject Translate(JsonObject root)
    {
        foreach (var section in Sections.Where(root.ContainsKey))
        {
            Refused.Add($"{section}: is not translated; say it by systemd.units and storage.files");
        }

        var networks = NetworkFiles(root["networkd"] as JsonObject);
        var rest = (JsonObject)root.DeepClone();
        foreach (var section in Sections.Append("networkd"))
        {
            rest.Remove(section);
        }

        var config = Map(rest, "", "");
        if (networks.Count > 0)
        {
            var storage = (JsonObject)(config["storage"] ??= new JsonObject());
            var files = (JsonArray)(storage["files"] ??= new JsonArray());
            networks.ForEach(files.Add);
        }

        return config;
    }

    private JsonObject Map(JsonObject source, string path, string shown)
    {
        var result = new JsonObject();
        foreach (var (key, value) in source)
        {
            var (below, where) = (path.Length == 0 ? key : $"{path}.{key}", shown.Length == 0 ? key : $"{shown}.{key}");
            if (below == "storage.filesystems.mount" && value is JsonObject mount)
            {
                // What Container Linux Configs nest here stands beside it in all others.
                foreach (var (name, inner) in Map(mount, path, where))
                {
                    result[name] = inner?.DeepClone();
                }
            }
            else if (!ContainerLinuxKeys.Names.TryGetValue(below, out var name))
            {
                Unknown.Add(where);
            }
            else if (name.Length > 0)
            {
                result[name] = Value(value, below, where);
            }
        }

        return path == "storage.files" ? AsFile(result) : result;
    }

    private JsonNode? Value(JsonNode? value, string path, string shown) => (path, value) switch
    {
        ("storage.files.contents", JsonObject contents) => Contents(contents, shown),
        ("storage.files.append", JsonArray contents) => new JsonArray([.. contents.Select((c, i) => Contents(c as JsonObject ?? [], $"{shown}[{i}]"))]),
        ("storage.disks.partitions.size" or "storage.disks.partitions.start", JsonValue size) => MiB(size, shown),
        ("storage.files.mode" or "storage.directories.mode", JsonValue mode) => mode.DeepClone(),
        (_, JsonObject map) => Map(map, path, shown),
        (_, JsonArray list) => new JsonArray([.. list.Select((item, i) => Value(item, path, $"{shown}[{i}]"))]),
        _ => value?.DeepClone(),
    };

    // "append: true" of a Container Linux Config says that the contents are added; without it a file there is replaced.
    private static JsonObject AsFile(JsonObject file)
    {
        if (file["append"] is JsonValue append && append.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            file.Remove("append");
            if (append.GetValueKind() == JsonValueKind.True && file["contents"] is { } contents)
            {
                file.Remove("contents");
                file["append"] = new JsonArray(contents.DeepClone());
            }
        }

        return file.ContainsKey("contents") && !file.ContainsKey("overwrite") ? file.With("overwrite", true) : file;
    }

    private JsonObject Contents(JsonObject contents, string shown)
    {
        var result = new JsonObject();
        foreach (var (key, value) in contents)
        {
            switch (key)
            {
                case "inline":
                    result["source"] = DataUrl.OfText(value?.ToString() ?? "");
                    break;
                case "source" or "compression":
                    result[key] = value?.DeepClone();
                    break;
                case "remote" when value is JsonObject remote:
                    result.With("source", remote["url"]?.DeepClone()).With("compression", remote["compression"]?.DeepClone()).With("verification", Hash(remote));
                    break;
                case "verification":
                    result.With("verification", Hash(contents));
                    break;
                case "local":
                    Refused.Add($"{shown}.local: there are no files beside this text");
                    break;
                default:
                    Unknown.Add($"{shown}.{key}");
                    break;
            }
        }

        return result;
    }

    private static JsonObject? Hash(JsonObject contents) => contents["verification"]?["hash"] switch
    {
        JsonObject hash => new JsonObject { ["hash"] = $"{hash["function"]}-{hash["sum"]}" },
        JsonValue text => new JsonObject { ["hash"] = text.ToString() },
        _ => null,
    };

    private JsonNode? MiB(JsonValue size, string shown)
    {
        // A bare number counts sectors of 512 bytes.
        var text = size.ToString();
        var digits = text.TrimEnd([.. "KMGTiB "]);
        var bytes = text[digits.Length..].Trim() switch { "" => 512L, "KiB" => 1L << 10, "MiB" => 1L << 20, "GiB" => 1L << 30, "TiB" => 1L << 40, _ => 0 };
        if (bytes == 0 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > (1L << 22)
            || count * bytes % (1L << 20) != 0)
        {
            Refused.Add($"{shown}: \"{text}\" must be whole MiB, such as 512MiB or 2GiB");
            return null;
        }

        return count * bytes / (1L << 20);
    }

    // Ignition 3 writes networkd's units as what they are: files.
    private List<JsonNode> NetworkFiles(JsonObject? networkd)
    {
        const string folder = "/etc/systemd/network";
        List<JsonNode> files = [];
        foreach (var unit in (networkd?["units"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Add(files, $"{folder}/{unit["name"]}", unit["contents"]);
            foreach (var dropin in (unit["dropins"] as JsonArray ?? []).OfType<JsonObject>())
            {
                Add(files, $"{folder}/{unit["name"]}.d/{dropin["name"]}", dropin["contents"]);
            }
        }

        Unknown.AddRange((networkd ?? []).Where(p => p.Key != "units").Select(p => $"networkd.{p.Key}"));
        return files;
    }

    private static void Add(List<JsonNode> files, string path, JsonNode? contents)
    {
        if (contents is not null)
        {
            files.Add(new JsonObject
            {
                ["path"] = path, ["mode"] = 420, ["overwrite"] = true, ["contents"] = new JsonObject { ["source"] = DataUrl.OfText(contents.ToString()) },
            });
        }
    }
}
