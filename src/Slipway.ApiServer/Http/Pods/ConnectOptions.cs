using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Routing;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>The query of a connection to a pod as the object that admission is shown.</summary>
internal static class ConnectOptions
{
    private static readonly string[] Flags = ["stdin", "stdout", "stderr", "tty"];

    public static JsonObject Of(string subresource, IQueryCollection query)
    {
        if (subresource == "portforward")
        {
            var forward = New("PodPortForwardOptions");
            if (query["ports"] is { Count: > 0 } ports)
            {
                forward["ports"] = new JsonArray([.. ports.SelectMany(p => (p ?? "").Split(',')).Select(p => int.TryParse(p, out var port) ? port : 0)]);
            }

            return forward;
        }

        var options = New(subresource == "exec" ? "PodExecOptions" : "PodAttachOptions");
        foreach (var flag in Flags.Where(f => query.Flag(f) == true))
        {
            options[flag] = true;
        }

        if (query.Text("container") is { Length: > 0 } container)
        {
            options["container"] = container;
        }

        if (query["command"] is { Count: > 0 } command)
        {
            options["command"] = new JsonArray([.. command.Select(c => (JsonNode?)c)]);
        }

        return options;
    }

    private static JsonObject New(string kind) => new() { ["kind"] = kind, ["apiVersion"] = "v1" };
}
