using System.Text.Json.Nodes;
using CsCheck;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Protobuf;

/// <summary>Objects of every built-in kind with any of their fields set.</summary>
internal static class ProtobufSamples
{
    private const int Depth = 6;

    private static readonly Gen<string> Text = Gen.String[Gen.Char["aZ09-. \"\\\n\u00e9\u6f22"], 1, 12];

    private static readonly Gen<JsonNode> Anything = Gen.OneOf(
        Text.Select(t => (JsonNode)t),
        Gen.Long.Select(n => (JsonNode)n),
        Text.Select(t => (JsonNode)new JsonObject { ["k"] = t, ["l"] = new JsonArray(1, null, true) }));

    /// <summary>The kinds that clients read and write, each once.</summary>
    public static IEnumerable<GroupVersionKind> Kinds { get; } = KubernetesFacts.Shared.Resources.Select(r => r.Kind)
        .Concat(KubernetesFacts.Shared.Resources.SelectMany(r => r.Subresources.Values).Select(s => s.Kind))
        .Append(new GroupVersionKind("", "v1", "Status"))
        .Append(new GroupVersionKind("apps", "v1", "DeleteOptions"))
        .Append(new GroupVersionKind("meta.k8s.io", "v1", "PartialObjectMetadata"))
        .Append(new GroupVersionKind("", "v1", "APIResourceList"))
        .Distinct();

    public static Gen<JsonObject> Of(GroupVersionKind kind) => Message(ProtobufCatalog.Shared.Find(kind.ApiVersion, kind.Kind)!, Depth)
        .Select(fields => Named(kind, fields));

    private static JsonObject Named(GroupVersionKind kind, JsonObject fields)
    {
        fields.Remove("kind");
        fields.Remove("apiVersion");
        fields.Insert(0, "kind", kind.Kind);
        fields.Insert(1, "apiVersion", kind.ApiVersion);
        return fields;
    }

    // About three fields of each message: enough to meet all of them in many runs.
    private static Gen<JsonObject> Message(ProtobufMessage message, int depth)
    {
        if (depth == 0 || message.Members.Count == 0)
        {
            return Gen.Const(0).Select(_ => new JsonObject());
        }

        var member = Gen.Int[0, message.Members.Count - 1].SelectMany(i => Field(message.Members[i].Field, depth - 1)
            .Select(value => (Name: System.Text.Encoding.UTF8.GetString(message.Members[i].Field.Name.Span), Value: value)));
        return member.Array[0, 5].Select(fields => new JsonObject(fields.DistinctBy(f => f.Name).Select(f => KeyValuePair.Create(f.Name, (JsonNode?)f.Value.DeepClone()))));
    }

    private static Gen<JsonNode> Field(ProtobufField field, int depth) => field.Shape switch
    {
        ProtobufShape.List => Value(field, depth).Array[1, 3].Select(v => (JsonNode)new JsonArray([.. v.Select(n => n.DeepClone())])),
        ProtobufShape.Map => Gen.Select(Text, Value(field, depth)).Array[1, 3].Select(entries =>
            (JsonNode)new JsonObject(entries.DistinctBy(e => e.Item1).Select(e => KeyValuePair.Create(e.Item1, (JsonNode?)e.Item2.DeepClone())))),
        _ => Value(field, depth),
    };

    private static Gen<JsonNode> Value(ProtobufField field, int depth) => field.Form switch
    {
        ProtobufForm.Message => Message(field.Message, depth).Select(m => (JsonNode)m),
        ProtobufForm.Text or ProtobufForm.Quantity => Text.Select(t => (JsonNode)t),
        ProtobufForm.Bytes => Gen.Byte.Array[1, 20].Select(b => (JsonNode)Convert.ToBase64String(b)),
        ProtobufForm.Integer => Gen.OneOf(Gen.Int[1, 300], Gen.Int.Where(n => n != 0)).Select(n => (JsonNode)(long)n),
        ProtobufForm.Boolean => field.KeepsZero ? Gen.Bool.Select(b => (JsonNode)b) : Gen.Const(0).Select(_ => (JsonNode)true),
        ProtobufForm.Double => Gen.Double[-1e9, 1e9].Where(n => n != 0).Select(n => (JsonNode)n),
        ProtobufForm.Time => Gen.Long[1, 4_000_000_000].Select(s => (JsonNode)DateTimeOffset.FromUnixTimeSeconds(s).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")),
        ProtobufForm.MicroTime => Gen.Long[1, 4_000_000_000_000_000].Select(us =>
            (JsonNode)DateTimeOffset.UnixEpoch.AddMicroseconds(us).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'")),
        ProtobufForm.IntOrString => Gen.OneOf(Text.Select(t => (JsonNode)t), Gen.Int.Select(n => (JsonNode)n)),
        ProtobufForm.Raw => Anything.Select(n => n.DeepClone()),
        ProtobufForm.Strings => Texts(),
        ProtobufForm.SchemaOrBool => Gen.OneOf(Gen.Bool.Select(b => (JsonNode)b), Schema(field, depth)),
        ProtobufForm.SchemaOrArray => Gen.OneOf(Schema(field, depth), Schema(field, depth).Array[1, 2].Select(List)),
        _ => Gen.OneOf(Schema(field, depth), Texts()),
    };

    private static Gen<JsonNode> Texts() => Text.Array[1, 3].Select(t => (JsonNode)new JsonArray([.. t.Select(s => (JsonNode)s)]));

    private static Gen<JsonNode> Schema(ProtobufField field, int depth) => Message(field.Message, depth).Select(m => (JsonNode)m);

    private static JsonNode List(JsonNode[] items) => new JsonArray([.. items.Select(n => n.DeepClone())]);
}
