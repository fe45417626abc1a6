using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Networking;

/// <summary>IPAddresses: each is named by itself, and says who has it.</summary>
internal sealed class IpAddressRules : CheckedRules
{
    public override NameRule NameRule => NameRule.IpAddress;

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        using var _ = check.In("spec");
        if (obj.Map("spec")?.Map("parentRef") is not { } parent)
        {
            check.Required("parentRef");
            return;
        }

        using var inside = check.In("parentRef");
        if (parent.Text("group").Length > 0)
        {
            check.Name(parent, "group", NameRule.Subdomain);
        }

        foreach (var field in (ReadOnlySpan<string>)["resource", "name"])
        {
            if (check.Need(parent, field))
            {
                check.Name(parent, field, NameRule.PathSegment);
            }
        }

        if (parent.Text("namespace").Length > 0)
        {
            check.Name(parent, "namespace", NameRule.PathSegment);
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        var parent = obj.Map("spec")?.Map("parentRef");
        if (JsonNode.DeepEquals(parent, old.Map("spec")?.Map("parentRef")))
        {
            return;
        }

        using var _ = check.In("spec");
        check.InvalidShown(
            "parentRef",
            parent is null ? "null" : GoText.Plain(GoFields.Of(parent, "group", "resource", "namespace", "name")),
            CommonChecks.Immutable);
    }
}
