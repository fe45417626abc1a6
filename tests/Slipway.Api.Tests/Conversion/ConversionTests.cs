using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Api.Conversion;
using Slipway.Api.Conversion.Kinds;
using Slipway.Api.Conversion.Merging;
using Slipway.Api.Crds;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Tests.Conversion;

/// <summary>Whatever an object says in one version, it still says after it has been in another.</summary>
public sealed class ConversionTests
{
    private static readonly Gen<byte[]> Decisions = Gen.Byte.Array[0, 600];

    public static TheoryData<string, string> OlderVersions() => new(
        AllVersions.All.SelectMany(v => v.Steps.Where(s => HasSchema(v.Kind, s.Older)).Select(s => (v.Kind.ToString(), s.Older))));

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public void HubObject_ThereAndBack_IsTheSame(string kind, string version) => Sample(kind, version, hub: true, (convert, hub, older, obj) =>
    {
        var there = convert(obj, older);
        var back = convert(there, hub);
        return JsonNode.DeepEquals(obj, back) ? null : $"{obj}\nbecame {there}\nand then {back}";
    });

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public void OlderObject_ThereAndBack_SaysAllThatItSaid(string kind, string version) => Sample(kind, version, hub: false, (convert, hub, older, obj) =>
    {
        var there = convert(obj, hub);
        var back = convert(there, older);
        return !Loss.IsAny(obj, back) ? null : $"{obj}\nbecame {there}\nand then {back}";
    });

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public void HubObject_ChangedInOlderVersion_HasTheChange(string kind, string version) => Sample(kind, version, hub: true, (convert, hub, older, obj) =>
    {
        var there = convert(obj, older);
        var changed = (JsonObject)there.DeepClone();
        if (changed["spec"] is JsonObject { Count: > 0 } spec)
        {
            spec.RemoveAt(0);
        }

        var again = convert(convert(changed, hub), older);
        return !Loss.IsAny(changed["spec"], again["spec"]) && !Loss.IsAny(again["spec"], changed["spec"])
            ? null : $"{obj}\nbecame {there}\nwas changed to {changed}\nand is {again}";
    });

    private static bool HasSchema(GroupKind kind, string version) => SchemaOf(kind, version) is not null;

    private static Schema? SchemaOf(GroupKind kind, string version) =>
        CustomResourceDefinitions.Load(kind)["spec"]!["versions"]!.AsArray().FirstOrDefault(v => (string?)v!["name"] == version) is { } found
            ? Schema.FromJson(found["schema"]!["openAPIV3Schema"]!)
            : null;

    // On the wire, numbers have no type.
    private static JsonObject Parsed(JsonObject obj) => JsonNode.Parse(obj.ToJsonString())!.AsObject();

    private static void Sample(string kind, string version, bool hub, Func<Func<JsonObject, string, JsonObject>, string, string, JsonObject, string?> problem)
    {
        var versions = AllVersions.All.Single(v => v.Kind.ToString() == kind);
        var from = hub ? versions.Hub : version;
        var schema = SchemaOf(versions.Kind, from)!;
        var converter = new ObjectConverter();
        Decisions.Sample(
            decisions =>
            {
                var obj = new SchemaObjects(new Choices(decisions)).Create($"{versions.Kind.Group}/{from}", versions.Kind.Kind, schema);
                return problem((o, v) => converter.Convert(o, v, _ => "v7"), versions.Hub, version, Parsed(obj)) is { } text ? throw new InvalidOperationException(text) : true;
            },
            iter: 200,
            seed: "0000A7vYqr32");
    }
}
