"""Views of agendas."""
