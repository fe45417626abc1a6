using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>Writes the AdmissionReview that a webhook is sent; both versions have the same fields.</summary>
internal static class AdmissionReviews
{
    public const string Group = "admission.k8s.io";

    /// <summary>Writes a review.</summary>
    /// <param name="version">The version of AdmissionReview.</param>
    /// <param name="uid">The review's own UID, which the answer must carry.</param>
    /// <param name="subject">The request, its objects in the version that the webhook is shown.</param>
    /// <param name="target">What the webhook is shown.</param>
    public static ReadOnlyMemory<byte> Write(string version, string uid, AdmissionSubject subject, AdmissionTarget target)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, "AdmissionReview"u8);
            json.WriteString("apiVersion"u8, $"{Group}/{version}");
            json.WriteStartObject("request"u8);
            json.WriteString("uid"u8, uid);
            foreach (var (name, value) in RequestOf(subject, target))
            {
                if (name == "dryRun")
                {
                    WriteNode(json, "object", subject.Object);
                    WriteNode(json, "oldObject", subject.OldObject);
                }

                WriteNode(json, name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A request as reviews tell it, without its UID and objects.</summary>
    public static JsonObject RequestOf(AdmissionSubject subject, AdmissionTarget target)
    {
        var subresource = subject.Scope.Subresource;
        var request = new JsonObject { ["kind"] = KindOf(target.Kind), ["resource"] = ResourceOf(target.Resource.Reference) };
        AddIfSet(request, "subResource", subresource);
        request["requestKind"] = KindOf(AdmissionSubject.KindOf(subject.Resource, subresource));
        request["requestResource"] = ResourceOf(subject.Resource.Reference);
        AddIfSet(request, "requestSubResource", subresource);
        AddIfSet(request, "name", subject.Name);
        AddIfSet(request, "namespace", subject.Namespace);
        request["operation"] = subject.Operation;
        request["userInfo"] = UserOf(subject.Scope.User);
        request["dryRun"] = subject.Scope.DryRun;
        request["options"] = RequestOptions.Of(subject.Scope.Request, subject.Operation);
        return request;
    }

    private static JsonObject KindOf(GroupVersionKind kind) =>
        new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };

    private static JsonObject ResourceOf(ResourceReference resource) =>
        new() { ["group"] = resource.Group, ["version"] = resource.Version, ["resource"] = resource.Plural };

    private static JsonObject UserOf(RequestUser user)
    {
        var info = new JsonObject();
        AddIfSet(info, "username", user.Name);
        AddIfSet(info, "uid", user.Uid);
        if (!user.Groups.IsDefaultOrEmpty)
        {
            info["groups"] = TextsOf(user.Groups);
        }

        if (user.Extra.Count > 0)
        {
            info["extra"] = new JsonObject(user.Extra.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)TextsOf(e.Value))));
        }

        return info;
    }

    private static JsonArray TextsOf(ImmutableArray<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static void AddIfSet(JsonObject owner, string name, string text)
    {
        if (text.Length > 0)
        {
            owner[name] = text;
        }
    }

    private static void WriteNode(Utf8JsonWriter json, string name, JsonNode? node)
    {
        json.WritePropertyName(name);
        if (node is null)
        {
            json.WriteNullValue();
        }
        else
        {
            node.WriteTo(json);
        }
    }
}
