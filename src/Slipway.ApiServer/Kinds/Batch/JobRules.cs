using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>Jobs: unless their author does, the server says which pods are theirs.</summary>
internal sealed class JobRules : KindRules
{
    private const string Prefix = "batch.kubernetes.io/";
    private const string ControllerUid = "controller-uid";
    private const string JobName = "job-name";

    public override bool HasGeneration => true;

    public override bool OrphansByDefault => true;

    public override string UnstatedPropagationWarning =>
        "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set "
        + "propagationPolicy=Orphan to suppress this warning";

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        JobDefaults.Apply(spec);
        JobDefaults.ApplyToTemplate(spec);
        if (spec.Map("template")!.Map("metadata")?.Map("labels") is { Count: > 0 } labels)
        {
            obj.Ensure("metadata").Default("labels", labels.DeepClone());
        }
    }

    public override void PrepareCreate(JsonObject obj)
    {
        var (metadata, spec) = (obj.Map("metadata")!, obj.Map("spec")!);
        if (spec.IsTrue("manualSelector"))
        {
            return;
        }

        var template = spec.Map("template")!.Ensure("metadata");

        // Labels that came from the template are the same map upstream, and get what the template's get.
        var follow = template.Map("labels") is { } labels && JsonNode.DeepEquals(labels, metadata.Map("labels"));
        SetLabels(template.Ensure("labels"), metadata);
        if (follow)
        {
            metadata["labels"] = template["labels"]!.DeepClone();
        }

        var selector = spec.Ensure("selector").Ensure("matchLabels");
        selector.Default(Prefix + ControllerUid, metadata.Text("uid"));
    }

    private static void SetLabels(JsonObject labels, JsonObject metadata)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["", Prefix])
        {
            labels.Default(prefix + ControllerUid, metadata.Text("uid"));
            labels.Default(prefix + JobName, metadata.Text("name"));
        }
    }
}
