using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Kubeadm.Ignition;

/// <summary>How Ignition's JSON is written.</summary>
internal static class JsonText
{
    /// <summary>What needs no escape in JSON gets none: the text stands in no HTML.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
