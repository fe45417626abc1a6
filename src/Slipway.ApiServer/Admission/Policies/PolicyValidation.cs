using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Decoding;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>One rule of a policy: what must be true, and what is said when it is not.</summary>
/// <param name="Expression">What must be true.</param>
/// <param name="MessageExpression">Makes the message; null where there is none.</param>
/// <param name="Message">The message when no expression makes one; may be empty.</param>
/// <param name="Reason">The reason of the refusal.</param>
internal sealed record PolicyValidation(
    AdmissionExpression Expression, AdmissionExpression? MessageExpression, string Message, string Reason)
{
    /// <summary>Reads and compiles a rule.</summary>
    /// <param name="validation">The rule.</param>
    /// <param name="environment">What it may name.</param>
    /// <param name="messages">What the expression for its message may name.</param>
    public static PolicyValidation Read(JsonObject validation, CelEnvironment environment, CelEnvironment messages) => new(
        AdmissionExpression.Compile(environment, validation.Text("expression"), CelType.Bool),
        validation.Text("messageExpression") is { Length: > 0 } message
            ? AdmissionExpression.Compile(messages, message, CelType.String)
            : null,
        validation.Text("message").Trim(),
        validation.Text("reason") is { Length: > 0 } reason ? reason : StatusReason.Invalid);
}
