using System.Collections.Immutable;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>The templates of a text.</summary>
/// <param name="Main">The name of the one to carry out.</param>
/// <param name="Bodies">All of them by name.</param>
internal sealed record ParsedTemplates(string Main, IReadOnlyDictionary<string, ImmutableArray<TemplateNode>> Bodies);
