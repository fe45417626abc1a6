using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Apps;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>Jobs: unless their author does, the server says which pods are theirs.</summary>
internal sealed class JobRules : WalkedRules
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
        var follow = metadata.Map("labels") is not { Count: > 0 } given || JsonNode.DeepEquals(given, template.Map("labels"));
        SetLabels(template.Ensure("labels"), metadata);
        if (follow)
        {
            metadata["labels"] = template["labels"]!.DeepClone();
        }

        spec.Ensure("selector").Ensure("matchLabels").Default(Prefix + ControllerUid, metadata.Text("uid"));
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        if (old is null)
        {
            CheckGenerated(check, obj, spec);
        }

        using (check.In("spec"))
        {
            JobChecks.Check(check, spec);
            if (spec.Map("selector") is not { } selector)
            {
                check.Required("selector");
            }
            else
            {
                var before = check.Count;
                check.LabelSelector(spec, "selector");
                if (check.Count == before)
                {
                    TemplateChecks.CheckMatch(check, spec);
                }
            }

            if (!spec.ContainsKey("selector"))
            {
                TemplateChecks.CheckMatch(check, spec);
            }

            if (old is not null)
            {
                CheckUnchanged(check, spec, old.Map("spec")!);
            }
        }
    }

    private static void CheckUnchanged(FieldChecker check, JsonObject spec, JsonObject old)
    {
        // How many there are to be may change with the parallelism of an indexed job.
        var isElastic = spec.Text("completionMode") == "Indexed" && spec.Integer("completions") == spec.Integer("parallelism");
        if (!isElastic)
        {
            check.Unchanged(spec, old, "completions");
        }

        check.UnchangedShown(spec, old, "selector");
        check.UnchangedShown(spec, old, "template");
        check.Unchanged(spec, old, "completionMode");
        check.UnchangedShown(spec, old, "podFailurePolicy");
        check.Unchanged(spec, old, "backoffLimitPerIndex");
        check.Unchanged(spec, old, "managedBy");
        check.UnchangedShown(spec, old, "successPolicy");
    }

    // Whoever gives labels of this sort himself must give the right ones.
    private static void CheckGenerated(FieldChecker check, JsonObject obj, JsonObject spec)
    {
        if (spec.IsTrue("manualSelector") || spec.Map("selector") is not { } selector)
        {
            return;
        }

        var metadata = obj.Map("metadata")!;
        var labels = spec.Map("template")!.Map("metadata")?.Map("labels") ?? [];
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var prefix in (ReadOnlySpan<string>)["", Prefix])
        {
            expected[prefix + ControllerUid] = metadata.Text("uid");
            expected[prefix + JobName] = metadata.Text("name");
        }

        foreach (var (key, value) in expected)
        {
            if (labels.Text(key) != value)
            {
                using (check.In("spec"))
                using (check.In("template"))
                using (check.In("metadata"))
                using (check.InKey("labels", key))
                {
                    check.Invalid("", labels, $"must be '{value}'");
                }
            }
        }

        try
        {
            if (!LabelSelector.FromJson(selector).Matches(expected))
            {
                check.Shown("spec.selector", selector, "`selector` not auto-generated");
            }
        }
        catch (SelectorParseException)
        {
            // A malformed selector is told of where selectors are checked.
            return;
        }
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
