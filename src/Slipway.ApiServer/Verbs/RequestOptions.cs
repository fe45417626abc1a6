using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Verbs;

/// <summary>A request's options as an object of <c>meta.k8s.io/v1</c>, which admission is shown.</summary>
internal static class RequestOptions
{
    /// <summary>The options of a request; null when it has none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="operation">What it does: a patch is told as the creation or the update that it comes to.</param>
    public static JsonObject? Of(ApiRequest? request, string operation) => request switch
    {
        WriteRequest write => OfWrite(write, operation == "CREATE" ? "CreateOptions" : "UpdateOptions"),
        DeletionRequest deletion => OfDeletion(deletion),
        _ => null,
    };

    private static JsonObject OfWrite(WriteRequest request, string kind)
    {
        var options = New(kind);
        AddDryRun(options, request.DryRun);
        AddText(options, "fieldManager", request.FieldManager);
        AddText(options, "fieldValidation", request.FieldValidation);
        return options;
    }

    private static JsonObject OfDeletion(DeletionRequest request)
    {
        var options = New("DeleteOptions");
        if (request.GracePeriodSeconds is { } seconds)
        {
            options["gracePeriodSeconds"] = seconds;
        }

        if (request is DeleteRequest { } one && (one.PreconditionUid.Length > 0 || one.PreconditionResourceVersion.Length > 0))
        {
            var preconditions = new JsonObject();
            AddText(preconditions, "uid", one.PreconditionUid);
            AddText(preconditions, "resourceVersion", one.PreconditionResourceVersion);
            options["preconditions"] = preconditions;
        }

        if (request.OrphanDependents is { } orphan)
        {
            options["orphanDependents"] = orphan;
        }

        AddText(options, "propagationPolicy", request.PropagationPolicy);
        AddDryRun(options, request.DryRun);
        return options;
    }

    private static JsonObject New(string kind) => new() { ["kind"] = kind, ["apiVersion"] = "meta.k8s.io/v1" };

    private static void AddDryRun(JsonObject options, ImmutableArray<string> dryRun)
    {
        if (!dryRun.IsDefaultOrEmpty)
        {
            options["dryRun"] = new JsonArray([.. dryRun.Select(value => (JsonNode)value)]);
        }
    }

    private static void AddText(JsonObject owner, string name, string text)
    {
        if (text.Length > 0)
        {
            owner[name] = text;
        }
    }
}
