using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.FlowControl;

/// <summary>PriorityLevelConfigurations. They are kept and not applied.</summary>
internal sealed class PriorityLevelRules : CheckedRules
{
    private const string Exempt = "Exempt";
    private const string NotOfShares = "must be a non-negative integer";

    private static readonly string[] Types = [Exempt, "Limited"];
    private static readonly string[] Responses = ["Queue", "Reject"];
    private static readonly (string Field, int Value)[] Queuing = [("queues", 64), ("handSize", 8), ("queueLengthLimit", 50)];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Map("spec");
        spec?.Map("exempt")?.Default("nominalConcurrencyShares", 0);
        spec?.Map("exempt")?.Default("lendablePercent", 0);
        if (spec?.Map("limited") is not { } limited)
        {
            return;
        }

        limited.Default("nominalConcurrencyShares", 30);
        limited.Default("lendablePercent", 0);
        if (limited.Map("limitResponse")?.Map("queuing") is not { } queuing)
        {
            return;
        }

        foreach (var (field, value) in Queuing)
        {
            if (queuing.Integer(field) is null or 0)
            {
                queuing[field] = value;
            }
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        var type = spec.Text("type");
        using var _ = check.In("spec");
        if ((obj.Map("metadata")!.Text("name") == "exempt") != (type == Exempt))
        {
            check.Invalid("type", type, "must be 'Exempt' if and only if `name` is 'exempt'");
        }

        switch (type)
        {
            case Exempt:
                CheckExempt(check, spec);
                break;
            case "Limited":
                CheckLimited(check, spec);
                break;
            default:
                check.NotSupported("type", type, Types);
                break;
        }
    }

    private static void CheckExempt(FieldChecker check, JsonObject spec)
    {
        if (spec.ContainsKey("limited"))
        {
            check.Forbidden("limited", "must be nil if the type is not Limited");
        }

        using var _ = check.In("exempt");
        CheckShares(check, spec.Map("exempt") ?? []);
    }

    private static void CheckLimited(FieldChecker check, JsonObject spec)
    {
        if (spec.ContainsKey("exempt"))
        {
            check.Forbidden("exempt", "must be nil if the type is Limited");
        }

        if (spec.Map("limited") is not { } limited)
        {
            check.Required("limited", "must not be empty when type is Limited");
            return;
        }

        using var _ = check.In("limited");
        CheckShares(check, limited);
        if (limited.Integer("borrowingLimitPercent") is < 0 and var borrowing)
        {
            check.Invalid("borrowingLimitPercent", borrowing, "if specified, " + NotOfShares);
        }

        using var inside = check.In("limitResponse");
        CheckResponse(check, limited.Map("limitResponse") ?? []);
    }

    private static void CheckShares(FieldChecker check, JsonObject owner)
    {
        if (owner.Integer("nominalConcurrencyShares") is < 0 and var shares)
        {
            check.Invalid("nominalConcurrencyShares", shares, NotOfShares);
        }

        check.Between(owner, "lendablePercent", 0, 100);
    }

    private static void CheckResponse(FieldChecker check, JsonObject response)
    {
        var queuing = response.Map("queuing");
        switch (response.Text("type"))
        {
            case "Reject":
                if (queuing is not null)
                {
                    check.Forbidden("queuing", "must be nil if limited.limitResponse.type is not Limited");
                }

                break;
            case "Queue":
                if (queuing is null)
                {
                    check.Required("queuing", "must not be empty if limited.limitResponse.type is Limited");
                    break;
                }

                using (check.In("queuing"))
                {
                    CheckQueuing(check, queuing);
                }

                break;
            default:
                check.NotSupported("type", response.Text("type"), Responses);
                break;
        }
    }

    private static void CheckQueuing(FieldChecker check, JsonObject queuing)
    {
        foreach (var (field, _) in Queuing)
        {
            if (queuing.Integer(field) is < 0 and var value)
            {
                check.Invalid(field, value, "must be positive");
            }
        }

        var (queues, hand) = (queuing.Integer("queues") ?? 0, queuing.Integer("handSize") ?? 0);
        if (hand > queues)
        {
            check.Invalid("handSize", hand, $"should not be greater than queues ({queues})");
        }
    }
}
