using System.Collections.Concurrent;
using System.Collections.Frozen;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.Protobuf;

/// <summary>
/// The messages of the built-in kinds, from the table that <c>eng/facts/protobuf.py</c> makes and describes. It is read when the first
/// client speaks protobuf, and of it only what that client's kinds need.
/// </summary>
internal sealed class ProtobufCatalog
{
    private const string Meta = "meta.v1";

    private static readonly Lazy<ProtobufCatalog> Instance = new(() => new ProtobufCatalog(KubernetesFacts.ReadProtobuf()));

    private readonly FrozenDictionary<string, string> _packages;
    private readonly FrozenDictionary<string, string> _entries;
    private readonly ConcurrentDictionary<string, ProtobufMessage> _messages = new(StringComparer.Ordinal);

    private ProtobufCatalog(string table)
    {
        var packages = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        var package = "";
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var found ? found : line.Length;
            if (line[0] == '@')
            {
                package = line[1..space];
                packages[line[(space + 1)..]] = package;
            }
            else
            {
                entries[$"{package}.{line[..space]}"] = line[space..];
            }
        }

        _packages = packages.ToFrozenDictionary(StringComparer.Ordinal);
        _entries = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static ProtobufCatalog Shared => Instance.Value;

    /// <summary>Whether kinds of the <c>apiVersion</c> have messages: those of custom resources have none.</summary>
    public bool Knows(string apiVersion) => _packages.ContainsKey(apiVersion);

    /// <summary>
    /// The message of a kind; null when it has none. Some kinds are in every group version, such as <c>DeleteOptions</c>.
    /// </summary>
    public ProtobufMessage? Find(string apiVersion, string kind)
    {
        if (_packages.TryGetValue(apiVersion, out var package) && _entries.ContainsKey($"{package}.{kind}"))
        {
            return Get($"{package}.{kind}");
        }

        var isShared = kind == "DeleteOptions" || apiVersion is "v1" or "meta.k8s.io/v1" or "meta.k8s.io/v1beta1";
        return isShared && _entries.ContainsKey($"{Meta}.{kind}") ? Get($"{Meta}.{kind}") : null;
    }

    /// <summary>The message of a full name that the table has, such as <c>core.v1.Pod</c>.</summary>
    public ProtobufMessage Get(string name) => _messages.GetOrAdd(
        name,
        static (name, catalog) =>
        {
            var package = name[..name.LastIndexOf('.')];
            var fields = catalog._entries[name].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return new ProtobufMessage([.. fields.Select(f => ProtobufField.Parse(catalog, package, f))]);
        },
        this);
}
