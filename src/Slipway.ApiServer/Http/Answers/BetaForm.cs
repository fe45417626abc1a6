using System.Buffers;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Tables and metadata as <c>meta.k8s.io/v1beta1</c>, for clients from before v1: the same but for the version's name.</summary>
internal static class BetaForm
{
    /// <summary>The version of another kind of the group.</summary>
    public static GroupVersionKind Of(GroupVersionKind kind) => kind with { Version = "v1beta1" };

    /// <summary>A Table or an object's metadata; objects in a Table's rows have the version of the Table.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        var old = "\"apiVersion\":\"meta.k8s.io/v1\""u8;
        var beta = "\"apiVersion\":\"meta.k8s.io/v1beta1\""u8;
        var output = new ArrayBufferWriter<byte>(json.Length + beta.Length);
        var rest = json.Span;
        while (rest.IndexOf(old) is >= 0 and var at)
        {
            output.Write(rest[..at]);
            output.Write(beta);
            rest = rest[(at + old.Length)..];
        }

        output.Write(rest);
        return output.WrittenMemory;
    }

    /// <summary>A list of metadata.</summary>
    public static ListResult Of(ListResult list) => list with
    {
        Kind = Of(list.Kind),
        Items = [.. list.Items.Select(item => new KubeObject(Of(item.Json)))],
    };
}
