using System.Text;
using Slipway.Kubernetes.Errors;

namespace Slipway.Cli.Connection;

/// <summary>Tells a server's refusal to a person: every field that is wrong on a line of its own.</summary>
internal static class ServerRefusal
{
    private const string Strict = "strict decoding error: ";

    public static string Describe(KubeStatus status)
    {
        // kube-apiserver quotes the whole patch before it says which field it does not know.
        if (status.Message.IndexOf(Strict, StringComparison.Ordinal) is var strict and >= 0)
        {
            return status.Message[(strict + Strict.Length)..];
        }

        var causes = status.Details?.Causes ?? [];
        if (causes.Length < 2)
        {
            return status.Message;
        }

        // The message joins the causes in one long line: what stands before them says what was refused.
        var colon = status.Message.IndexOf(": ", StringComparison.Ordinal);
        var text = new StringBuilder(colon < 0 ? status.Message : status.Message[..colon]).Append(':');
        foreach (var cause in causes)
        {
            text.Append("\n  ").Append(cause.Field).Append(": ").Append(cause.Message);
        }

        return text.ToString();
    }
}
