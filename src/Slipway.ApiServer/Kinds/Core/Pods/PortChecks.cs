using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Ports: their numbers and names.</summary>
internal static class PortChecks
{
    public const int MaxPort = 65535;

    public static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    private const int MaxName = 15;

    /// <summary>Checks the ports of a container.</summary>
    public static void Check(FieldChecker check, JsonObject container)
    {
        HashSet<string>? names = null;
        foreach (var port in check.Each(container, "ports"))
        {
            if (port.Text("name") is { Length: > 0 } name && CheckName(check, "name", name)
                && !(names ??= new HashSet<string>(StringComparer.Ordinal)).Add(name))
            {
                check.Duplicate("name", name);
            }

            if (port.Integer("containerPort") is null or 0)
            {
                check.Required("containerPort");
            }
            else
            {
                check.Between(port, "containerPort", 1, MaxPort);
            }

            if (port.Integer("hostPort") is not (null or 0))
            {
                check.Between(port, "hostPort", 1, MaxPort);
            }

            check.NeedOneOf(port, "protocol", Protocols);
        }
    }

    /// <summary>Checks a field that holds a port's number or name.</summary>
    public static void CheckNumberOrName(FieldChecker check, JsonObject owner, string field)
    {
        if (owner[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            CheckName(check, field, value.GetValue<string>());
        }
        else
        {
            CheckNumber(check, owner, field);
        }
    }

    /// <summary>Checks a field that holds a port's number.</summary>
    public static void CheckNumber(FieldChecker check, JsonObject owner, string field)
    {
        if ((owner.Integer(field) ?? 0) is < 1 or > MaxPort)
        {
            check.Invalid(field, owner.Integer(field) ?? 0, $"must be between 1 and {MaxPort}, inclusive");
        }
    }

    /// <summary>Checks a port's name (IANA's service names); whether it is fine.</summary>
    public static bool CheckName(FieldChecker check, string field, string name)
    {
        var errors = NameErrors(name);
        foreach (var error in errors)
        {
            check.Invalid(field, name, error);
        }

        return errors.Count == 0;
    }

    private static List<string> NameErrors(string name)
    {
        var errors = new List<string>(0);
        if (name.Length > MaxName)
        {
            errors.Add($"must be no more than {MaxName} characters");
        }

        if (name.Length == 0 || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            errors.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }

        if (!name.Any(c => c is >= 'a' and <= 'z'))
        {
            errors.Add("must contain at least one letter (a-z)");
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            errors.Add("must not contain consecutive hyphens");
        }

        if (name.StartsWith('-') || name.EndsWith('-'))
        {
            errors.Add("must not begin or end with a hyphen");
        }

        return errors;
    }
}
