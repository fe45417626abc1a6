using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;

namespace Slipway.Kubernetes.Http;

/// <summary>The wire's <c>DeleteOptions</c>.</summary>
internal static class DeleteBody
{
    /// <returns>Null when there is nothing to say.</returns>
    public static JsonObject? Of(DeleteOptions options)
    {
        if (options == DeleteOptions.Default)
        {
            return null;
        }

        var body = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1" };
        if (options.Uid is not null || options.ResourceVersion is not null)
        {
            var preconditions = new JsonObject();
            AddIfSet(preconditions, "uid", options.Uid);
            AddIfSet(preconditions, "resourceVersion", options.ResourceVersion);
            body["preconditions"] = preconditions;
        }

        AddIfSet(body, "propagationPolicy", options.Propagation?.ToString());
        if (options.GracePeriodSeconds is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        if (options.DryRun)
        {
            body["dryRun"] = new JsonArray("All");
        }

        return body;
    }

    private static void AddIfSet(JsonObject parent, string name, string? value)
    {
        if (value is not null)
        {
            parent[name] = value;
        }
    }
}
