using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Api.Conversion.Kinds;
using Slipway.Api.Conversion.Merging;

namespace Slipway.Api.Tests.Conversion;

/// <summary>Whatever an object says in one version, it still says after it has been in another.</summary>
public sealed class ConversionTests
{
    private static readonly Gen<byte[]> Decisions = Gen.Byte.Array[0, 600];

    public static TheoryData<string, string> OlderVersions() => new(
        AllVersions.All.SelectMany(v => v.Steps.Select(s => (v.Kind.ToString(), s.Older))));

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
        var removed = (changed["spec"] as JsonObject)?.Select(p => p.Key).FirstOrDefault() ?? "";
        (changed["spec"] as JsonObject)?.Remove(removed);

        var again = convert(convert(changed, hub), older);
        if (!JsonNode.DeepEquals(again["spec"]?[removed], there["spec"]?[removed]))
        {
            // What is derived where it lacks is another value than the one that was removed.
            (again["spec"] as JsonObject)?.Remove(removed);
        }

        return !Loss.IsAny(changed["spec"], again["spec"]) && !Loss.IsAny(again["spec"], changed["spec"])
            ? null : $"{obj}\nbecame {there}\nwas changed to {changed}\nand is {again}";
    });

    private static void Sample(string kind, string version, bool hub, Func<Func<JsonObject, string, JsonObject>, string, string, JsonObject, string?> problem)
    {
        var versions = AllVersions.All.Single(v => v.Kind.ToString() == kind);
        var (newer, older) = (versions.HubKind.ApiVersion, $"{versions.Kind.Group}/{version}");
        Decisions.Sample(
            decisions =>
            {
                var obj = ServedSchemas.Create(hub ? newer : older, kind.Split('.')[0], new Choices(decisions));
                return problem((o, v) => Versions.Converter.Convert(o, v, _ => "v7"), newer, older, obj) is { } text
                    ? throw new InvalidOperationException(text)
                    : true;
            },
            iter: 200,
            seed: "0000A7vYqr32");
    }
}
