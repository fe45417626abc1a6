using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A Secret that a user brings to the cluster of the tests.</summary>
internal static class UserSecret
{
    /// <summary>The Secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">What it holds, by key.</param>
    public static JsonObject Of(string name, params ReadOnlySpan<(string Key, string Value)> values)
    {
        var data = new JsonObject();
        foreach (var (key, value) in values)
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "default",
                ["labels"] = new JsonObject { ["cluster.x-k8s.io/cluster-name"] = "demo" },
            },
            ["data"] = data,
        };
    }
}
