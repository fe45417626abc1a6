using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Storage.Encryption;

/// <summary>
/// Reads a file of kind EncryptionConfiguration (apiserver.config.k8s.io/v1), with the providers aesgcm and identity.
/// https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/
/// </summary>
public static class EncryptionConfiguration
{
    /// <summary>The rules of a file.</summary>
    /// <exception cref="StoreEncryptedException">The file cannot be used; the message names the field.</exception>
    public static EncryptionRules Load(string path, IRandomSource random)
    {
        try
        {
            return new EncryptionRules(Parse(KubeYaml.Parse(EncryptionKeyFile.ReadPrivate(path))), random);
        }
        catch (FormatException e)
        {
            throw new StoreEncryptedException($"{path}: {e.Message}", e);
        }
    }

    internal static IReadOnlyList<EncryptionRule> Parse(JsonNode? document)
    {
        var root = document as JsonObject;
        if (root?["kind"].AsText() != "EncryptionConfiguration" || root?["apiVersion"].AsText() != "apiserver.config.k8s.io/v1")
        {
            throw new FormatException("kind EncryptionConfiguration of apiVersion apiserver.config.k8s.io/v1 was expected.");
        }

        var rules = new List<EncryptionRule>();
        foreach (var (entry, path) in Entries(root!, "resources", ""))
        {
            var resources = Entries(entry, "resources", path + ".").Select(e => Resource(e.Node, e.Path)).ToList();
            CheckMasking(rules, resources, path);
            rules.Add(new EncryptionRule(resources, [.. Entries(entry, "providers", path + ".").Select(e => Provider(e.Node, e.Path))]));
        }

        return rules;
    }

    private static List<(JsonNode? Node, string Path)> Entries(JsonNode? parent, string field, string prefix) =>
        parent is JsonObject map && map[field] is JsonArray { Count: > 0 } list
            ? [.. list.Select((node, i) => (node, $"{prefix}{field}[{i}]"))]
            : throw new FormatException($"{prefix}{field}: at least one is required.");

    private static string Resource(JsonNode? node, string path)
    {
        var text = node?.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : "";
        var isKnownForm = text.Length > 0 && text != "*" && !text.Any(char.IsUpper)
            && (!text.EndsWith(".*", StringComparison.Ordinal) || text == "*.*") && (!text.EndsWith('.') || text == "*.");
        return isKnownForm
            ? text
            : throw new FormatException($"{path}: \"{text}\": a resource such as secrets or machines.cluster.x-k8s.io, *.GROUP, *. or *.* was expected.");
    }

    // What an earlier rule covers, a later one would never see; upstream refuses that too.
    private static void CheckMasking(List<EncryptionRule> earlier, List<string> resources, string path)
    {
        if (resources.Find(r => earlier.Exists(rule => rule.Covers(r))) is { } masked)
        {
            throw new FormatException($"{path}: resource \"{masked}\" is masked by an earlier rule.");
        }
    }

    private static EncryptionProvider Provider(JsonNode? node, string path)
    {
        if (node is not JsonObject { Count: 1 } map)
        {
            throw new FormatException($"{path}: exactly one provider was expected.");
        }

        return map.First().Key switch
        {
            "identity" => EncryptionProvider.Identity,
            "aesgcm" => new EncryptionProvider([.. Entries(map["aesgcm"], "keys", path + ".aesgcm.").Select(e => Key(e.Node as JsonObject, e.Path))]),
            var other => throw new FormatException($"{path}: provider {other} is not supported; aesgcm and identity are."),
        };
    }

    private static EncryptionKey Key(JsonObject? key, string path)
    {
        if (key?["name"].AsText() is not { Length: > 0 } name || name.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException($"{path}.name: a name without ':' was expected.");
        }

        return EncryptionKeyFile.KeyOf(name, key?["secret"].AsText() ?? "")
            ?? throw new FormatException($"{path}.secret: 16, 24 or 32 bytes in base64 were expected.");
    }
}
