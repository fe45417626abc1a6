using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Kubeadm.Certificates;

/// <summary>Changes of Secrets.</summary>
internal static class SecretPatch
{
    /// <summary>The data of a Secret as a merge patch.</summary>
    public static JsonObject OfData(params ReadOnlySpan<(string Key, string Value)> data)
    {
        var values = new JsonObject();
        foreach (var (name, value) in data)
        {
            values[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
        }

        return new JsonObject { ["data"] = values };
    }
}
