using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Authorization.Defaults;

/// <summary>
/// The roles and bindings that every cluster begins with. What is missing at the start of a server is made, and what was taken from them
/// is given back, unless they say that they want it otherwise.
/// </summary>
internal static class DefaultPolicy
{
    /// <summary>The annotation that says <c>false</c> on a default that is to stay as it is.</summary>
    public const string AutoUpdate = "rbac.authorization.kubernetes.io/autoupdate";

    // As long as what takes their place, so that a new cluster costs copies of bytes and no serialisation.
    private const string Uid = "00000000-0000-0000-0000-000000000000";
    private const string Time = "0000-00-00T00:00:00Z";

    private static readonly Lazy<IReadOnlyList<(StoreKey Key, JsonObject Object, byte[] Template)>> Objects = new(() =>
        [.. DefaultPolicyReader.Read().Select(o => (o.Key, o.Object, TemplateOf(o.Object)))]);

    /// <summary>Makes what is missing. Nobody is told of it: it is done before anybody can ask.</summary>
    public static async ValueTask EnsureAsync(EngineCore core, CancellationToken cancellationToken)
    {
        var writes = new List<Task<CommitOutcome>>();
        foreach (var (key, wanted, template) in Objects.Value)
        {
            var stored = core.Store.Get(key);
            if (stored is null)
            {
                writes.Add(core.Store.CommitAsync(StoreWrite.Create(key, New(core, template)), cancellationToken).AsTask());
            }
            else if (stored.Revision != stored.CreateRevision && Repair(stored, wanted) is { } repaired)
            {
                var json = RevisionTemplate.Parse(Trees.ToStoredJson(repaired));
                writes.Add(core.Store.CommitAsync(StoreWrite.Update(key, stored.Revision, json), cancellationToken).AsTask());
            }
        }

        await Task.WhenAll(writes);
    }

    /// <summary>The object with all that the default has and it lacks; null when it lacks nothing, or wants to stay as it is.</summary>
    internal static JsonObject? Repair(StoredObject stored, JsonObject wanted)
    {
        var found = ObjectViews.Of(stored).Stored;
        if (found.Metadata.Annotations.GetValueOrDefault(AutoUpdate) == "false")
        {
            return null;
        }

        var current = found.ToJsonObject();
        var changed = false;
        if (wanted["rules"] is JsonArray && wanted.Map("aggregationRule") is null)
        {
            var missing = PolicyRules.Missing(PolicyRules.Of(current), PolicyRules.Of(wanted));
            changed |= AddAll(current, "rules", PolicyRules.Compact(missing).Select(PolicyRules.ToJson));
        }

        var subjects = current.List("subjects");
        changed |= AddAll(
            current,
            "subjects",
            (wanted.List("subjects") ?? []).OfType<JsonObject>()
                .Where(w => subjects?.Any(s => JsonNode.DeepEquals(s, w)) != true).Select(w => w.Copy()).ToList());
        return changed ? current : null;
    }

    private static bool AddAll(JsonObject owner, string field, IEnumerable<JsonObject> items)
    {
        var list = owner.List(field) ?? [];
        var before = list.Count;
        foreach (var item in items)
        {
            list.Add((JsonNode)item);
        }

        if (list.Count == before)
        {
            return false;
        }

        if (list.Parent is null)
        {
            owner[field] = list;
        }

        return true;
    }

    private static byte[] TemplateOf(JsonObject obj)
    {
        var copy = obj.Copy();
        copy.Map("metadata")!["uid"] = Uid;
        copy.Map("metadata")!["creationTimestamp"] = Time;
        return Trees.ToStoredJson(copy);
    }

    private static RevisionTemplate New(EngineCore core, byte[] template)
    {
        var json = (byte[])template.Clone();
        Put(json, Uid, core.Random.NextGuid().ToString());
        Put(json, Time, core.Now());
        return RevisionTemplate.Parse(json);
    }

    private static void Put(byte[] json, string placeholder, string value) =>
        Encoding.ASCII.GetBytes(value, json.AsSpan(json.AsSpan().IndexOf(Encoding.ASCII.GetBytes(placeholder))));
}
