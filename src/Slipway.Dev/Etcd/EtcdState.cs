using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Dev.Etcd;

/// <summary>What an etcd cluster knows of itself, as it is stored.</summary>
/// <param name="ClusterId">The identifier of the whole.</param>
/// <param name="LeaderId">The member that leads, as long as it runs; 0 for none chosen.</param>
/// <param name="Members">The members, in the order they joined.</param>
/// <param name="Removed">Names of members that were taken out: their machines' etcd does not start again.</param>
/// <param name="Revision">The version it was stored as; 0 when it was not.</param>
internal sealed record EtcdState(ulong ClusterId, ulong LeaderId, ImmutableArray<EtcdMember> Members, ImmutableArray<string> Removed, long Revision)
{
    public static EtcdState Parse(JsonObject json, long revision) => new(
        Id(json["clusterId"]),
        Id(json["leaderId"]),
        [.. ((JsonArray)json["members"]!).Select(m => new EtcdMember(Id(m!["id"]), m["name"]!.ToString()) { Alarm = (string?)m["alarm"] })],
        [.. ((JsonArray)json["removed"]!).Select(n => n!.ToString())],
        revision);

    // Identifiers as text: a JSON number cannot hold 64 bits everywhere.
    public JsonObject ToJson() => new()
    {
        ["metadata"] = new JsonObject(),
        ["clusterId"] = Text(ClusterId),
        ["leaderId"] = Text(LeaderId),
        ["members"] = new JsonArray([.. Members.Select(m => new JsonObject { ["id"] = Text(m.Id), ["name"] = m.Name, ["alarm"] = m.Alarm })]),
        ["removed"] = new JsonArray([.. Removed.Select(n => JsonValue.Create(n))]),
    };

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);

    private static ulong Id(JsonNode? node) => ulong.Parse(node!.ToString(), CultureInfo.InvariantCulture);
}
