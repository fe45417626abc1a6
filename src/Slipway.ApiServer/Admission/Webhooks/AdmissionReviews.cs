using System.Buffers;
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
            WriteTarget(json, subject, target);
            WriteIfSet(json, "name", subject.Name);
            WriteIfSet(json, "namespace", subject.Namespace);
            json.WriteString("operation"u8, subject.Operation);
            WriteUser(json, subject.Scope.User);
            WriteNode(json, "object", subject.Object);
            WriteNode(json, "oldObject", subject.OldObject);
            json.WriteBoolean("dryRun"u8, subject.Scope.DryRun);
            WriteNode(json, "options", RequestOptions.Of(subject.Scope.Request, subject.Operation));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteTarget(Utf8JsonWriter json, AdmissionSubject subject, AdmissionTarget target)
    {
        var subresource = subject.Scope.Subresource;
        WriteKind(json, "kind", target.Kind);
        WriteResource(json, "resource", target.Resource.Reference);
        WriteIfSet(json, "subResource", subresource);
        WriteKind(json, "requestKind", AdmissionSubject.KindOf(subject.Resource, subresource));
        WriteResource(json, "requestResource", subject.Resource.Reference);
        WriteIfSet(json, "requestSubResource", subresource);
    }

    private static void WriteKind(Utf8JsonWriter json, string name, GroupVersionKind kind)
    {
        json.WriteStartObject(name);
        json.WriteString("group"u8, kind.Group);
        json.WriteString("version"u8, kind.Version);
        json.WriteString("kind"u8, kind.Kind);
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, string name, ResourceReference resource)
    {
        json.WriteStartObject(name);
        json.WriteString("group"u8, resource.Group);
        json.WriteString("version"u8, resource.Version);
        json.WriteString("resource"u8, resource.Plural);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, RequestUser user)
    {
        json.WriteStartObject("userInfo"u8);
        WriteIfSet(json, "username", user.Name);
        WriteIfSet(json, "uid", user.Uid);
        if (!user.Groups.IsDefaultOrEmpty)
        {
            json.WriteStartArray("groups"u8);
            foreach (var group in user.Groups)
            {
                json.WriteStringValue(group);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
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
